/** Bodies of stages. */
@org.jspecify.annotations.NullMarked
package io.streamobs.function;
