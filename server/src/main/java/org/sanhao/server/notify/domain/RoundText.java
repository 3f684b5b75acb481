package org.sanhao.server.notify.domain;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.notify.Topic;

/** What a group chat reads: how many matters are new, by topic. No institution, no person: who reads a group is not known. */
public final class RoundText {
    private RoundText() {}

    public static String of(String office, Map<Topic, Integer> fresh, @Nullable String address) {
        var sorted = new EnumMap<Topic, Integer>(fresh);
        int all = sorted.values().stream().mapToInt(Integer::intValue).sum();
        var parts = sorted.entrySet().stream()
                .map(each -> each.getKey().title() + " " + each.getValue())
                .collect(Collectors.joining("、"));
        return "%s：新事项 %d 件（%s）。%s".formatted(office, all, parts, where(address));
    }

    public static String trial(String office, String channel) {
        return "%s：这是消息通道「%s」的试发，收到即已接通。".formatted(office, channel);
    }

    private static String where(@Nullable String address) {
        return address == null ? "请登录三好办理。" : "请登录三好办理：" + address.replaceAll("/+$", "");
    }
}
