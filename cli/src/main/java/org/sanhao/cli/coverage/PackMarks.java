package org.sanhao.cli.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanhao.lang.pack.check.PackCheck;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.source.Node;
import org.sanhao.lang.pack.source.YamlText;

/** The {@code meets:} of all packs in a folder {@code packs/<id>/<version>/}; they hold when the pack checks clean. */
final class PackMarks {
    private static final String KEY = "meets";

    private PackMarks() {}

    static List<Mark> of(Path packs) throws IOException {
        var marks = new ArrayList<Mark>();
        for (var pack : folders(packs)) {
            marks.addAll(read(packs, pack));
        }
        return marks;
    }

    private static List<Path> folders(Path packs) throws IOException {
        if (!Files.isDirectory(packs)) {
            return List.of();
        }
        try (var files = Files.find(packs, 3, (file, kind) -> file.endsWith("pack.yaml"))) {
            return files.map(Path::getParent).sorted().toList();
        }
    }

    private static List<Mark> read(Path packs, Path pack) throws IOException {
        var standing = PackCheck.check(PackFiles.in(pack)).isSound() ? Mark.Standing.HOLDS : Mark.Standing.BROKEN;
        var name = packs.getFileName() + "/" + packs.relativize(pack).toString().replace('\\', '/') + "/";
        var marks = new ArrayList<Mark>();
        try (var files = Files.walk(pack)) {
            for (var file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                var inside = pack.relativize(file).toString().replace('\\', '/');
                YamlText.read(inside, Files.readAllBytes(file))
                        .root()
                        .ifPresent(root -> collect(root, name, standing, marks));
            }
        }
        return marks;
    }

    private static void collect(Node node, String pack, Mark.Standing standing, List<Mark> marks) {
        switch (node) {
            case Node.Scalar scalar -> {}
            case Node.Sequence list -> list.items().forEach(item -> collect(item, pack, standing, marks));
            case Node.Mapping map ->
                map.entries().forEach(entry -> {
                    if (entry.key().text().equals(KEY)) {
                        var at = entry.key().at();
                        marks.add(new Mark(pack + at.file() + ":" + at.line(), texts(entry.value()), standing));
                    } else {
                        collect(entry.value(), pack, standing, marks);
                    }
                });
        }
    }

    private static List<String> texts(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> List.of(scalar.text());
            case Node.Sequence list ->
                list.items().stream().flatMap(item -> texts(item).stream()).toList();
            case Node.Mapping map -> List.of();
        };
    }
}
