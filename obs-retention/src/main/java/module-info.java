/** Retention: policies, plans, audited purges, and a thread that applies them. */
module io.streamobs.retention {
  requires java.management;
  requires transitive io.streamobs.core;
  requires static transitive org.jspecify;
  requires tools.jackson.databind;

  exports io.streamobs.retention;

  uses io.streamobs.spi.RetentionTargets;

  provides io.streamobs.spi.HomePlugin with
      io.streamobs.retention.Retention;
}
