/** Makes one file of a bundle: a ZIP that is a bag, with an RO-Crate in it. */
@org.jspecify.annotations.NullMarked
package io.streamobs.assets.internal.export;
