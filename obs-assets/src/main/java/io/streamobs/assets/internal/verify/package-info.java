/** Whether bundles are as they were left: in a folder of a home, and in a bag. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.verify;
