package org.sanhao.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanhao.proof.Json;
import org.sanhao.proof.KeyRing;
import org.sanhao.server.support.ServerProcess;
import org.sanhao.server.support.ServerProcess.Ended;
import org.sanhao.server.support.ServerProcess.Launch;

/** {@code keys rotate} as whoever looks after the machine types it. */
class KeysRotateTest {
    @TempDir
    Path folder;

    @Test
    void a_new_key_takes_over_while_the_product_stands_still_and_not_while_it_serves() throws Exception {
        var data = folder.resolve("data");
        KeyRing first;
        try (var server = ServerProcess.start(Launch.of(data, "start"))) {
            first = ring(server);
            var busy = rotate(data);
            assertThat(busy.exit()).isEqualTo(2);
            assertThat(busy.output()).contains("先停止服务");
        }

        var done = rotate(data);
        assertThat(done.exit()).as(done.output()).isZero();
        assertThat(done.output()).contains("签名密钥已更换", "历次公钥 2 把");

        try (var server = ServerProcess.start(Launch.of(data, "start"))) {
            var second = ring(server);
            assertThat(second.entries()).hasSize(2);
            assertThat(second.unendorsed()).isEmpty();
            assertThat(second.find(first.current().key().keyId())).isPresent();
            assertThat(done.output()).contains(second.current().key().keyId());
        }
    }

    @Test
    void a_folder_that_holds_no_data_of_ours_is_refused_in_one_sentence() {
        var nowhere = rotate(folder.resolve("nowhere"));
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.output()).contains("没有数据目录").doesNotContain("Exception");
    }

    private Ended rotate(Path data) {
        return ServerProcess.run(
                Launch.of(data, "keys", "rotate", "--data", data.toString()).logTo(folder.resolve("rotate.log")));
    }

    private static KeyRing ring(ServerProcess server) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.at("/.well-known/sanhao-keys")))
                                .build(),
                        BodyHandlers.ofString());
        return KeyRing.ofTree(Json.read(answer.body()));
    }
}
