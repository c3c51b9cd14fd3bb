/** For applications that stay with logstash-logback-encoder. */
@org.jspecify.annotations.NullMarked
package io.streamobs.logback.logstash;
