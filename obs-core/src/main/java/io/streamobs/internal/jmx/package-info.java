/** The pipeline's health for JMX clients. */
@org.jspecify.annotations.NullMarked
package io.streamobs.internal.jmx;
