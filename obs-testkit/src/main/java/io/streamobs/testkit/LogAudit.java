package io.streamobs.testkit;

import io.streamobs.event.LibraryEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Adds up the log files of any number of instances: which records are there, which are missing, and
 * whether the missing ones are reported.
 *
 * <pre>{@code
 * LogAudit audit = LogAudit.of(home.resolve("logs"));
 * System.out.println(audit);
 * assertThat(audit).everyLossIsReported();
 * }</pre>
 *
 * <p>Takes all {@code *.jsonl} and {@code *.jsonl.gz} in a folder and below, with canonical field
 * names, in whatever order and however often rotated. A record that is there twice, as after a file
 * was renamed under its writer, is a duplicate and no loss. A line that broke off and was written
 * again is torn and no record.
 *
 * <p>By default strict: the sink is named {@code file} and takes every record that any sink takes,
 * all files are there from the beginning, and each instance ended or is reported not to have. The
 * methods that begin with {@code of} and {@code with} give an audit of the same lines on other
 * terms.
 *
 * <p>Memory: one line, and some four bytes for each record; counts are exact. Every further check
 * reads the files again. Threads: any; immutable. Failure: {@link UncheckedIOException} where a
 * file cannot be read, as when it is rotated away meanwhile.
 */
public final class LogAudit {

  /** What is expected of the logs. */
  record Terms(String sink, boolean filtered, boolean headMayBeGone, boolean openEnds) {

    boolean concerns(String where) {
      return where.equals("queue") || where.equals(sink);
    }
  }

  private final Path root;
  private final List<Path> files;
  private final Totals totals;
  private final Terms terms;
  private final List<InstanceAudit> instances;

  private LogAudit(Path root, List<Path> files, Totals totals, Terms terms) {
    this.root = root;
    this.files = files;
    this.totals = totals;
    this.terms = terms;
    this.instances =
        totals.accounts.values().stream()
            .map(account -> new InstanceAudit(account, terms))
            .toList();
  }

  /**
   * Reads the logs as they are now.
   *
   * @param root a folder, or one file of any name
   */
  public static LogAudit of(Path root) {
    Path real = real(root);
    List<Path> files = LogLines.files(real);
    Totals totals = new Totals();
    LogAudit audit = new LogAudit(real, files, totals, new Terms("file", false, false, false));
    audit.visit(totals);
    totals.noteUncleanEnds();
    return audit.on(audit.terms);
  }

  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("the logs " + root + " could not be found: " + e, e);
    }
  }

  private LogAudit on(Terms other) {
    return new LogAudit(root, files, totals, other);
  }

  /** With the name of the sink that wrote the logs: what other sinks lost is no loss here. */
  public LogAudit ofSink(String name) {
    return on(new Terms(name, terms.filtered, terms.headMayBeGone, terms.openEnds));
  }

  /**
   * Of a sink that leaves out what others take: a number that is missing proves nothing then, only
   * that what is reported lost is really missing.
   */
  public LogAudit filtered() {
    return on(new Terms(terms.sink, true, terms.headMayBeGone, terms.openEnds));
  }

  /** Of what a retention policy left: each instance begins with the first number that is there. */
  public LogAudit ofRetained() {
    return on(new Terms(terms.sink, terms.filtered, true, terms.openEnds));
  }

  /** Of instances that may still run, or that never open an {@code Obs} and so never say an end. */
  public LogAudit withOpenEnds() {
    return on(new Terms(terms.sink, terms.filtered, terms.headMayBeGone, true));
  }

  /** Each instance, by its id. */
  public List<InstanceAudit> instances() {
    return instances;
  }

  /** The files, in the order of their names. */
  public List<Path> files() {
    return files;
  }

  /** Whole lines, readable or not. */
  public long lines() {
    return totals.lines;
  }

  /** Lines that broke off. */
  public long tornLines() {
    return totals.torn;
  }

  /** Whether every record is there or reported lost, and no more is reported than is missing. */
  public boolean everyLossIsReported() {
    return losses().count() == 0;
  }

  Findings losses() {
    Findings all = new Findings();
    all.addAll(totals.damage);
    for (InstanceAudit instance : instances) {
      all.addAll(instance.findings());
      all.addAll(instance.conflicts());
    }
    return all;
  }

  Findings tornLinesFound() {
    return totals.tornLines;
  }

  /** Reads all lines again. */
  void visit(LogLines.Visitor visitor) {
    for (Path file : files) {
      LogLines.read(
          file, file.equals(root) ? name(file) : root.relativize(file).toString(), visitor);
    }
  }

  private static String name(Path file) {
    return Objects.toString(file.getFileName(), file.toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: files %s, lines %s, unreadable %s, torn %s, instances %s\n"
            .formatted(
                root, files.size(), lines(), totals.unreadable, tornLines(), instances.size()));
    instances.forEach(instance -> text.append("  ").append(instance).append('\n'));
    return text.toString();
  }

  /** What the first reading adds up. */
  private static final class Totals implements LogLines.Visitor {

    private final Map<String, InstanceAccount> accounts = new TreeMap<>();
    private final List<Object> uncleanEnds = new ArrayList<>();
    private final Findings damage = new Findings();
    private final Findings tornLines = new Findings();
    private long lines;
    private long torn;
    private long unreadable;

    @Override
    public void record(RecordView record) {
      lines++;
      String id = record.instanceId();
      long seq = record.seq().orElse(0);
      if (record.problem() != null) {
        unreadable++;
        damage.add(Finding.of(record, record.problem()));
      } else if (id == null || seq <= 0) {
        damage.add(Finding.of(record, "belongs to nobody: it lacks instanceId or seq"));
      } else {
        accounts.computeIfAbsent(id, InstanceAccount::new).add(record, seq);
        noteUncleanEnd(record);
      }
    }

    private void noteUncleanEnd(RecordView record) {
      Object details = record.field("details");
      if (record.is(LibraryEvent.UNCLEAN_END) && details != null) {
        uncleanEnds.add(details);
      }
    }

    void noteUncleanEnds() {
      accounts
          .values()
          .forEach(account -> account.unclean = uncleanEnds.stream().anyMatch(account::isNamedIn));
    }

    @Override
    public void torn(RecordView line) {
      torn++;
      tornLines.add(Finding.of(line, "broke off"));
    }

    @Override
    public void broken(String file, String problem) {
      damage.add(Finding.ofLog(file + ": " + problem));
    }
  }
}
