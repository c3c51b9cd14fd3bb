package io.streamobs.spi;

import io.streamobs.Ledger;
import java.time.Duration;

/** An attached sink. */
public interface SinkHandle extends AutoCloseable {

  /** The sink's ledger, now. */
  Ledger ledger();

  /**
   * Detaches the sink and closes it once its lines are written. Returns by the deadline, whatever
   * the sink does; lines that are left then are counted as failed.
   *
   * @return the final ledger
   */
  Ledger close(Duration deadline);

  /** The same with a deadline of two seconds. */
  @Override
  default void close() {
    close(Duration.ofSeconds(2));
  }
}
