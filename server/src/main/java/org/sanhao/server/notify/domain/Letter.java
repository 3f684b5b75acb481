package org.sanhao.server.notify.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sanhao.server.notify.Message;

/**
 * A letter as it is sent: plain text, no picture, nothing that reports being read. Titles of messages name institutions, never
 * a person.
 */
public record Letter(String subject, String text) {
    private static final int SHOWN = 20;
    private static final String SIGNATURE = "—— 三好\n不想再收到这类邮件，可以在「消息设置」里调整。";

    /** One message. */
    public static Letter of(Message message, @Nullable String address) {
        return new Letter(
                "【三好】" + message.title(),
                paragraphs(message.topic().title() + "：" + message.title(), link(address, "/messages"), SIGNATURE));
    }

    /** What has come since the last one and is not read yet, the latest first. */
    public static Letter digest(LocalDate day, List<Message> unread, @Nullable String address) {
        var lines = unread.stream()
                .limit(SHOWN)
                .map(message -> "· " + message.topic().title() + "：" + message.title())
                .collect(Collectors.joining("\n"));
        int rest = Math.max(0, unread.size() - SHOWN);
        return new Letter(
                "【三好】%d 月 %d 日：%d 件新事项".formatted(day.getMonthValue(), day.getDayOfMonth(), unread.size()),
                paragraphs(rest == 0 ? lines : lines + "\n· 另有 " + rest + " 件", link(address, "/messages"), SIGNATURE));
    }

    /** The code that proves an address. */
    public static Letter code(String code, int minutes) {
        return new Letter(
                "【三好】验证码 " + code,
                paragraphs(
                        "有人在三好里把这个地址设为接收消息的邮箱。是你本人的话，把验证码 " + code + " 填到「消息设置」里，" + minutes + " 分钟内有效。",
                        "不是你本人，不用理会：不填验证码，这个地址不会收到消息。",
                        "—— 三好"));
    }

    private static String link(@Nullable String address, String path) {
        return address == null ? "登录三好，在「消息」里查看。" : "查看：" + address.replaceAll("/+$", "") + path;
    }

    private static String paragraphs(String... all) {
        return String.join("\n\n", all) + "\n";
    }
}
