package io.streamobs.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The person in front of the program, where there is one. */
interface Terminal {

  /** That of this process. */
  @SuppressWarnings("SystemConsoleNull") // without a terminal it is, or it is asked
  Terminal SYSTEM =
      question -> {
        Console console = System.console();
        return console == null || !isTerminal(console) ? null : answer(console, question);
      };

  /** What the person says; null where nobody is there to be asked. */
  @Nullable String ask(String question);

  private static String answer(Console console, String question) {
    String answer = console.readLine("%s ", question);
    return answer == null ? "" : answer;
  }

  // From Java 22 on there may be a console that is none.
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
