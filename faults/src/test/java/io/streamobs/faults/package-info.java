/** The promises of the library, kept while real things break. */
package io.streamobs.faults;
