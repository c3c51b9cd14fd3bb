package io.streamobs.benchmarks;

import java.util.List;

/**
 * What was found out.
 *
 * @param table lines for a reader
 * @param json the same and more for a program, as Jackson writes it
 */
record Answer(List<String> table, Object json) {}
