/**
 * A small live worker: it decodes any media with ffmpeg, cuts it into fragments of one second,
 * brings them to one loudness and publishes them as an HLS stream. A real program of the kind that
 * the library is made for, so that its log shows real work.
 */
@NullMarked
package io.streamobs.examples.live;

import org.jspecify.annotations.NullMarked;
