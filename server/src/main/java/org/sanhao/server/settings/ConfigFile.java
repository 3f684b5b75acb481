package org.sanhao.server.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Compares {@code sanhao.yaml} and the environment with the keys there are. */
public final class ConfigFile {
    private static final String ROOT = "sanhao";

    /** Variables of ours that are no settings: they speak to the launcher and to the tests. */
    private static final List<String> OTHER_VARIABLES =
            List.of("SANHAO_JAVA_HOME", "SANHAO_DEEP", "SANHAO_ACCEPT", "SANHAO_JAVA_OPTS");

    private final Map<String, Setting> known;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private String name = "";

    /** @param settings the keys there are */
    public ConfigFile(List<Setting> settings) {
        known = settings.stream().collect(Collectors.toMap(Setting::key, setting -> setting));
    }

    /** Reads a file; what is wrong with it is added to {@link #faults()}. */
    public ConfigFile read(Path file) {
        name = file.getFileName().toString();
        try {
            var text = Files.readString(file);
            var root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root != null) {
                mapping("", root);
            }
        } catch (MarkedYAMLException malformed) {
            var mark = malformed.getProblemMark();
            faults.add("%s:%d:%d: 不是正确的 YAML：%s。核对缩进（用空格，不用制表符）和冒号后的空格。"
                    .formatted(
                            name,
                            mark == null ? 1 : mark.getLine() + 1,
                            mark == null ? 1 : mark.getColumn() + 1,
                            malformed.getProblem()));
        } catch (IOException e) {
            faults.add("%s: 读不了这个文件：%s".formatted(name, e.getMessage()));
        }
        return this;
    }

    /** Looks at the variables that begin with {@code SANHAO_}. */
    public ConfigFile read(Map<String, String> environment) {
        var variables = known.values().stream().collect(Collectors.toMap(Setting::variable, setting -> setting));
        environment.forEach((variable, value) -> {
            if (!variable.startsWith("SANHAO_") || OTHER_VARIABLES.contains(variable)) {
                return;
            }
            var setting = variables.get(variable.replaceAll("_\\d+$", ""));
            if (setting == null) {
                faults.add("环境变量 %s：没有这个配置项。%s".formatted(variable, suggestion(variable, variables.keySet())));
            } else {
                for (var each : setting.each(value)) {
                    var fault = setting.fault(each);
                    if (fault != null) {
                        faults.add("环境变量 " + variable + "：" + fault);
                    }
                }
                values.put(setting.key(), value);
            }
        });
        return this;
    }

    /** What is wrong, each with its place and what to write instead; empty when all is well. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** What was set, by key, as written. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    private void mapping(String prefix, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            fault(node, "「" + (prefix.isEmpty() ? name : prefix) + "」下面应是缩进的配置项。");
            return;
        }
        for (var pair : mapping.getValue()) {
            var word = ((ScalarNode) pair.getKeyNode()).getValue();
            var key = prefix.isEmpty() ? word : prefix + "." + word;
            entry(key, pair.getKeyNode(), pair.getValueNode());
        }
    }

    private void entry(String key, Node keyNode, Node valueNode) {
        var setting = known.get(key);
        if (setting != null) {
            value(setting, valueNode);
        } else if (known.keySet().stream().anyMatch(each -> each.startsWith(key + "."))) {
            mapping(key, valueNode);
        } else if (key.startsWith("logging.") || key.equals("logging")) {
            return;
        } else if (!key.startsWith(ROOT)) {
            fault(keyNode, "没有「" + key + "」这个配置项：配置项都写在 sanhao: 之下。");
        } else {
            fault(keyNode, "没有「" + key + "」这个配置项。" + suggestion(key, known.keySet()));
        }
    }

    private void value(Setting setting, Node node) {
        var scalars = switch (node) {
            case ScalarNode scalar -> List.of(scalar);
            case SequenceNode sequence
            when setting.many() ->
                sequence.getValue().stream()
                        .filter(ScalarNode.class::isInstance)
                        .map(ScalarNode.class::cast)
                        .toList();
            default -> {
                fault(node, "「" + setting.key() + "」应是" + setting.kind() + "。");
                yield List.<ScalarNode>of();
            }
        };
        for (var scalar : scalars) {
            var fault = setting.fault(scalar.getValue());
            if (fault != null) {
                fault(scalar, fault);
            }
        }
        values.put(setting.key(), scalars.stream().map(ScalarNode::getValue).collect(Collectors.joining(", ")));
    }

    private void fault(Node node, String what) {
        faults.add("%s:%d:%d: %s"
                .formatted(
                        name,
                        node.getStartMark().getLine() + 1,
                        node.getStartMark().getColumn() + 1,
                        what));
    }

    private static String suggestion(String word, Collection<String> candidates) {
        return Likely.amongst(candidates, word)
                .map(best -> "是不是「" + best + "」？")
                .orElse("全部配置项见 docs/reference/configuration.zh-CN.md");
    }
}
