/** What tests of an application use: captured records, assertions, fakes. */
module io.streamobs.testkit {
  requires transitive io.streamobs.core;
  requires transitive org.assertj.core;
  requires static transitive org.junit.jupiter.api;
  requires com.networknt.schema;
  requires tools.jackson.databind;

  exports io.streamobs.testkit;

  uses io.streamobs.spi.LogBridge;
}
