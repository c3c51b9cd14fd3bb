package io.streamobs.assets.internal.verify;

import io.streamobs.assets.internal.zip.ZipArchive;
import io.streamobs.assets.internal.zip.ZipFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;

/** A bag that is the one folder at the top of a ZIP file. */
final class BagZip implements BagFiles {

  private final ZipArchive zip;
  private final String top;

  /**
   * @throws ZipFault when it is no such file
   */
  BagZip(Path file) throws IOException {
    this.zip = ZipArchive.open(file);
    try {
      this.top = top(zip.names());
    } catch (ZipFault e) {
      zip.close();
      throw e;
    }
  }

  private static String top(Collection<String> names) throws ZipFault {
    String top = "";
    for (String name : names) {
      String first = name.substring(0, name.indexOf('/') + 1);
      if (first.isEmpty() || (!top.isEmpty() && !first.equals(top))) {
        throw new ZipFault("has not one folder at its top, as a bag in a ZIP has");
      }
      top = first;
    }
    return top;
  }

  @Override
  public Collection<String> names() {
    return zip.names().stream().map(name -> name.substring(top.length())).toList();
  }

  @Override
  public InputStream open(String name) throws IOException {
    return zip.read(top + name);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
