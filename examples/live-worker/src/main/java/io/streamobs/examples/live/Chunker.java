package io.streamobs.examples.live;

/** Turns the decoder's bytes into fragments and keeps count of where in the stream they stand. */
final class Chunker {
  private long position;

  AudioFragment cut(long sequence, byte[] pcm, boolean last) {
    AudioFragment fragment = new AudioFragment(sequence, position, Pcm.samples(pcm), last);
    position = fragment.end();
    return fragment;
  }
}
