package org.sanhao.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "error-codes.zh-CN.md");
    private static final Set<Integer> STATUSES =
            Set.of(400, 401, 403, 404, 405, 409, 410, 412, 413, 415, 422, 428, 429, 500, 503, 507);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern UNWANTED = Pattern.compile("[,;!?！]|请您|失败|成功");
    private static final List<String> BLOCKS = List.of("接口", "机构与人员", "方案包", "活动", "自评表", "佐证材料", "评审", "公示与结果", "运行");

    @Test
    void a_number_stands_for_one_reason() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
    }

    @Test
    void every_reason_has_a_sentence_a_way_out_and_a_status_that_means_no() {
        assertThat(ErrorCode.values()).allSatisfy(code -> {
            assertThat(code.number()).isBetween(1000, 9999);
            assertThat(STATUSES).contains(code.status());
            assertThat(code.wayOut()).matches(CHINESE.asPredicate());
            assertThat(code.sentence()).matches(said -> CHINESE.matcher(said).find() || said.equals("{0}"));
            assertThat(objectionTo(code.sentence() + code.wayOut())).isEmpty();
            assertThat(new MessageFormat(code.sentence()).format(new Object[] {"一", "二", "三", "四"}))
                    .doesNotContain("{");
        });
    }

    @Test
    void canary_half_width_signs_and_loud_words_are_found() {
        assertThat(objectionTo("保存失败")).isEqualTo("失败");
        assertThat(objectionTo("没有找到, 请核对")).isEqualTo(",");
        assertThat(objectionTo("已保存！")).isEqualTo("！");
    }

    @Test
    void the_page_of_the_reference_lists_them_all() throws IOException {
        var drawn = page();

        if (Boolean.parseBoolean(System.getenv("SANHAO_ACCEPT"))) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("run ./sanhao test --accept after reviewing the change")
                .isEqualTo(drawn);
    }

    /** The first sign or word that does not belong on a screen; empty when there is none. */
    private static String objectionTo(String text) {
        var found = UNWANTED.matcher(text);
        return found.find() ? found.group() : "";
    }

    private static String page() {
        var page = new StringBuilder("""
                # 提示编号

                系统每次不能办理，都给出编号、原因和办法。本页由测试从 `ErrorCode` 生成；`{0}` 等处填入当时的内容。
                """);
        for (int block = 1; block <= BLOCKS.size(); block++) {
            int thousand = block;
            var codes = Arrays.stream(ErrorCode.values())
                    .filter(code -> code.number() / 1000 == thousand)
                    .sorted(Comparator.comparingInt(ErrorCode::number))
                    .toList();
            if (!codes.isEmpty()) {
                page.append("\n## %s\n\n| 编号 | 状态 | 原因 | 办法 |\n|---|---|---|---|\n".formatted(BLOCKS.get(block - 1)));
                codes.forEach(code -> page.append("| %s | %d | %s | %s |\n"
                        .formatted(code.code(), code.status(), code.sentence(), code.wayOut())));
            }
        }
        return page.toString();
    }
}
