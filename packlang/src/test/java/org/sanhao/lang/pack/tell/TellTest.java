package org.sanhao.lang.pack.tell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.sanhao.lang.pack.Cel;
import org.sanhao.lang.pack.Pack;
import org.sanhao.lang.pack.load.PackFiles;
import org.sanhao.lang.pack.load.PackLoader;
import org.sanhao.lang.pack.rule.ConditionWords;
import org.sanhao.lang.pack.tell.PackDiff.Kind;

class TellTest {
    private static final Path SOUND = Path.of("src", "test", "resources", "canary", "sound");
    private static final Path SCHEMAS = Path.of("..", "packs", "schema");

    private static Pack sound(String... findAndWrite) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var name : new String[] {"pack.yaml", "standard/township.yaml"}) {
            var text = Files.readString(SOUND.resolve(name));
            for (int i = 0; i < findAndWrite.length; i += 2) {
                text = text.replace(findAndWrite[i], findAndWrite[i + 1]);
            }
            files.put(name, text.getBytes(StandardCharsets.UTF_8));
        }
        var loaded = PackLoader.load(PackFiles.of(files));
        assertThat(loaded.findings()).isEmpty();
        return loaded.pack();
    }

    @Test
    void a_pack_is_told_on_one_page_in_the_words_of_a_notice() throws IOException {
        var page = Explanation.zh(sound());

        assertThat(page)
                .contains("《优质病区》方案包 ward-quality 2023.1")
                .contains("乡镇卫生院：必须（已注册执业） 〔据 N1 一〕")
                .contains("自评（3月至8月） 〔据 N1 二〕")
                .contains("进入条件：已自评整月数不小于6")
                .contains("共 3 条，其中基本 2 条、推荐 1 条；可以申请不适用 1 条")
                .contains("适用：医务人员不足 10 人")
                .contains("基本条款 C 级及以上不低于 75%")
                .contains("基本：县级逐家逐条审核，市级抽查 20%，由市级认定，报省级备案")
                .contains("再次申报：不通过后间隔 6 个月，每年申报一次，申报时间 9月至10月")
                .contains("认定等次为“基本”：可以评先评优，期限 1 年")
                .contains("乡镇卫生院：自评 3 条、9 项要求，最多接受 2 级审核，本级任务 0 项")
                .doesNotContainPattern("[a-z]\\.[a-z]|null|==|&&");
    }

    @Test
    void the_real_pack_fits_on_one_page() {
        var pack = PackLoader.load(PackFiles.in(Path.of("..", "packs", "primary-care-quality", "2023.1")))
                .pack();

        assertThat(Explanation.zh(pack).lines().count()).isLessThan(110);
    }

    @Test
    void a_difference_names_the_element_and_both_values() throws IOException {
        var changes = PackDiff.between(
                sound(), sound("\"75%\"", "\"80%\"", "    title: 基本\n", "    title: 基本标准\n", "有检查", "有检查有记录"));

        assertThat(changes)
                .extracting(PackDiff.Change::zh)
                .containsExactly(
                        "标准“township”的标准内容的章节“1 管理”的下级章节“1.1 制度”的条款“1.1.1 制度建设”的各档要求的B 档要求由“有检查”改为“有检查有记录”。",
                        "等次“basic 基本标准”的名称的中文由“基本”改为“基本标准”。",
                        "等次“basic 基本标准”的份额条件由“基本条款 C 级及以上不低于 75%”改为“基本条款 C 级及以上不低于 80%”。");
    }

    @Test
    void what_is_added_removed_or_moved_is_said_so() throws IOException {
        var other = sound(
                "  - {id: prepare, title: 准备, window: {from: \"01\", to: \"02\"}, basis: N1 一}\n",
                "  - {id: train, title: 培训, basis: N1 一}\n",
                "supplement",
                "supplement",
                "targets:\n  - {id: all-basic, title: 达标占比, at-least: \"100%\", as: strive, basis: N1 一}\n",
                "supplement: {limit-working-days: 10, basis: N1 一}\n");

        var changes = PackDiff.between(sound(), other);

        assertThat(changes)
                .extracting(change -> change.kind() + " " + change.path())
                .containsExactly(
                        "REMOVED phases[prepare]",
                        "ADDED phases[train]",
                        "ADDED supplement",
                        "REMOVED targets[all-basic]");
        assertThat(changes.getFirst().zh()).startsWith("删去阶段“prepare 准备”");
    }

    @Test
    void a_new_order_of_tiers_is_a_difference() throws IOException {
        var files = sound();
        var turned = new Pack(
                files.id(),
                files.version(),
                files.language(),
                files.title(),
                files.nature(),
                files.sample(),
                files.line(),
                files.basis(),
                files.ladder(),
                files.audience(),
                files.priorityTiers(),
                files.principles(),
                files.grades(),
                files.notApplicable(),
                files.phases(),
                files.standards(),
                files.tiers().reversed(),
                files.selfAssessment(),
                files.reapply(),
                files.supplement(),
                files.review(),
                files.panel(),
                files.publicNotice(),
                files.validity(),
                files.consequences(),
                files.organisation(),
                files.duties(),
                files.targets(),
                files.departs());

        assertThat(PackDiff.between(files, turned)).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Kind.MOVED);
            assertThat(change.zh()).isEqualTo("等次的顺序由qualified、basic改为basic、qualified。");
        });
    }

    @Test
    void a_pack_does_not_differ_from_itself() throws IOException {
        assertThat(PackDiff.between(sound(), sound())).isEmpty();
    }

    @Test
    void a_condition_is_said_in_chinese() {
        assertThat(ConditionWords.zh(
                        new Cel("unit.type == 'township-hospital' && result.tier in ['basic', 'recommended']"),
                        Map.of("basic", "基本标准", "recommended", "推荐标准")))
                .isEqualTo("机构类型为“乡镇卫生院”，且认定等次属于（“基本标准”、“推荐标准”）");
        assertThat(ConditionWords.zh(new Cel("!unit.central || result.tier == null"), Map.of()))
                .isEqualTo("不是中心卫生院，或认定等次为无");
    }

    @Test
    void the_schemas_beside_the_packs_are_those_of_the_records() throws IOException {
        boolean accept = System.getenv("SANHAO_ACCEPT") != null;
        for (var file : PackSchema.files().entrySet()) {
            var path = SCHEMAS.resolve(file.getKey());
            if (accept) {
                Files.createDirectories(SCHEMAS);
                Files.writeString(path, file.getValue());
            }
            assertThat(path)
                    .as("run with SANHAO_ACCEPT=1 after a change of the records")
                    .hasContent(file.getValue());
        }
    }
}
