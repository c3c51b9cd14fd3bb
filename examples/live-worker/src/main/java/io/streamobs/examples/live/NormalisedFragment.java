package io.streamobs.examples.live;

/**
 * A fragment at its new loudness, and what was done to it.
 *
 * @param loudness of the fragment as it came, in LUFS; minus infinity for digital silence
 * @param gain in dB, that the fragment ended with; 0 where it was left alone
 * @param limited by how many dB the limiter held back the loudest peak
 * @param silent so quiet that there was nothing to normalise: it is as it came
 */
record NormalisedFragment(
    AudioFragment fragment, double loudness, double gain, double limited, boolean silent) {}
