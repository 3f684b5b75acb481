package org.sanhao.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Launch;

/** What cannot work is told before anything is started or written. */
class StartRefusalTest {
    @TempDir
    Path folder;

    private static ServerProcess.Ended start(Path data, Map<String, String> environment, String... more) {
        var words = new java.util.ArrayList<>(java.util.List.of("start", "--data", data.toString()));
        words.addAll(java.util.List.of(more));
        return ServerProcess.run(Launch.of(data, words.toArray(String[]::new)).with(environment));
    }

    @Test
    void a_port_there_is_not_is_refused_wherever_it_is_written() {
        var data = folder.resolve("data");

        for (var refused : new ServerProcess.Ended[] {
            start(data, Map.of(), "--port", "99999"),
            start(data, Map.of("SANHAO_PORT", "-7")),
            start(data, Map.of("SANHAO_MANAGEMENT_PORT", "eighty"))
        }) {
            assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
            assertThat(refused.output()).contains("port」应是整数（", " 至 65535）").doesNotContain("Exception");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void a_data_folder_nobody_can_make_is_named_with_the_way_out() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");

        var refused = start(file.resolve("data"), Map.of());

        assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).contains("不能用", "--data").doesNotContain("\tat ");
    }
}
