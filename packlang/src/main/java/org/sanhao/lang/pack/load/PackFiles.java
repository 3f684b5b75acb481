package org.sanhao.lang.pack.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sanhao.lang.pack.source.YamlText;

/** The files of one pack, wherever they are kept. Names are relative, with forward slashes. */
public interface PackFiles {
    /** What the folder is called, for messages; empty when it has no name. */
    String folder();

    /** The bytes of a file; at most one more than {@link YamlText#MAX_BYTES} are given. */
    Optional<byte[]> read(String name);

    /** The names of the files directly below a folder that end in {@code .yaml}, sorted. */
    List<String> list(String below);

    /** Files on disk. A link that leads out of the folder is not followed. */
    static PackFiles in(Path root) {
        return new Folder(root);
    }

    /** Files held in memory, by name. */
    static PackFiles of(Map<String, byte[]> files) {
        return new Held(new TreeMap<>(files));
    }

    /** @see #in(Path) */
    record Folder(Path root) implements PackFiles {
        @Override
        public String folder() {
            var real = root.toAbsolutePath().normalize();
            int names = real.getNameCount();
            return names < 2 ? "" : real.getName(names - 2) + "/" + real.getName(names - 1);
        }

        @Override
        public Optional<byte[]> read(String name) {
            var file = root.resolve(name).normalize();
            if (!file.startsWith(root.normalize()) || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                if (!file.toRealPath().startsWith(root.toRealPath())) {
                    return Optional.empty();
                }
                return Optional.of(in.readNBytes(YamlText.MAX_BYTES + 1));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public List<String> list(String below) {
            var folder = root.resolve(below);
            if (!Files.isDirectory(folder)) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(file -> below + "/" + file.getFileName())
                        .filter(name -> name.endsWith(".yaml"))
                        .sorted()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** @see #of(Map) */
    record Held(TreeMap<String, byte[]> files) implements PackFiles {
        @Override
        public String folder() {
            return "";
        }

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.ofNullable(files.get(name));
        }

        @Override
        public List<String> list(String below) {
            return files.keySet().stream()
                    .filter(name -> name.startsWith(below + "/") && name.endsWith(".yaml"))
                    .filter(name -> name.indexOf('/', below.length() + 1) < 0)
                    .toList();
        }
    }
}
