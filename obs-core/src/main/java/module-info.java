/** Context, scopes, records, and the pipeline that carries records to their outputs. */
module io.streamobs.core {
  requires java.management;
  requires transitive org.slf4j;
  requires static transitive org.jspecify;

  exports io.streamobs;
  exports io.streamobs.audit;
  exports io.streamobs.event;
  exports io.streamobs.function;
  exports io.streamobs.spi;
  exports io.streamobs.spi.home;

  uses io.streamobs.spi.HomePlugin;
  uses io.streamobs.spi.LogBridge;

  provides io.streamobs.spi.RetentionTargets with
      io.streamobs.internal.files.HomeLogFiles;
}
