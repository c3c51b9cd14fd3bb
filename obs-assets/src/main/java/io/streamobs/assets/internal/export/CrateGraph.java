package io.streamobs.assets.internal.export;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The entities of an RO-Crate, each once, by their ids. */
final class CrateGraph {

  private static final String NOT_IN_URIS = " %#?\"<>\\^`{|}[]:";

  private final Map<String, ObjectNode> entities = new LinkedHashMap<>();

  /** The entity of that id, made where there is none yet. */
  ObjectNode entity(String id, String type) {
    return entities.computeIfAbsent(
        id, i -> JsonNodeFactory.instance.objectNode().put("@id", id).put("@type", type));
  }

  boolean has(String id) {
    return entities.containsKey(id);
  }

  /** Where a file is, as the id of an entity: other letters stay as they are. */
  static String uri(String path) {
    StringBuilder uri = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c <= ' ' || c == 0x7F || NOT_IN_URIS.indexOf(c) >= 0) {
        byte[] one = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        uri.append('%').append(HexFormat.of().withUpperCase().formatHex(one));
      } else {
        uri.append(c);
      }
    }
    return uri.toString();
  }

  /** A reference to one entity. */
  static ObjectNode reference(String id) {
    return JsonNodeFactory.instance.objectNode().put("@id", id);
  }

  /** References: none is left out, and one stands without a list, as compacted JSON-LD has it. */
  static void refer(ObjectNode entity, String property, Collection<String> ids) {
    if (ids.size() == 1) {
      entity.set(property, reference(ids.iterator().next()));
    } else if (!ids.isEmpty()) {
      ArrayNode list = entity.putArray(property);
      ids.forEach(id -> list.add(reference(id)));
    }
  }

  /** Puts a text, unless there is none. */
  static void put(ObjectNode entity, String property, String text) {
    if (!text.isEmpty()) {
      entity.put(property, text);
    }
  }

  ArrayNode json() {
    return JsonNodeFactory.instance.arrayNode().addAll(entities.values());
  }
}
