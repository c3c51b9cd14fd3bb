package io.streamobs.faults;

import java.util.concurrent.atomic.AtomicLong;

/** Objects of a host that must not be let near a log. */
enum Hostile {
  THROWS {
    @Override
    String text() {
      throw new IllegalStateException("no text");
    }
  },
  FAILS {
    @Override
    String text() {
      throw new AssertionError("no text");
    }
  },
  IS_OUT_OF_MEMORY {
    @Override
    String text() {
      throw new OutOfMemoryError("made up");
    }
  },
  IS_OUT_OF_STACK {
    @Override
    @SuppressWarnings("InfiniteRecursion") // the point of it
    String text() {
      return text() + "x";
    }
  },
  LOGS {
    @Override
    String text() {
      logInside();
      return "it logs";
    }
  },
  LOGS_AND_FAILS {
    @Override
    String text() {
      logInside();
      throw new LinkageError("no text");
    }
  };

  abstract String text();

  private static final AtomicLong LOGGED = new AtomicLong();

  /** Lines that were logged while an object was asked for its text. */
  static long logged() {
    return LOGGED.get();
  }

  private static void logInside() {
    LOGGED.incrementAndGet();
    Host.LOG.info("from inside");
  }

  @Override
  public String toString() {
    return text();
  }

  /** An exception whose message is asked for on the pipeline's thread. */
  Throwable thrown() {
    return new HostileException(this);
  }

  private static final class HostileException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Hostile message;

    HostileException(Hostile message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message.text();
    }
  }
}
