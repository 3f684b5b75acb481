package org.sanhao.server.notify.service;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.sanhao.server.notify.NotifySettings;
import org.sanhao.server.notify.NotifySettings.Security;
import org.sanhao.server.notify.domain.Letter;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server. */
@Component
class Postman {
    private final NotifySettings.Mail settings;
    private final JavaMailSenderImpl sender;

    Postman(NotifySettings settings) {
        this.settings = settings.mail();
        this.sender = sender(settings.mail());
    }

    /** How handing over a letter went. */
    sealed interface Handed {
        record Over() implements Handed {}

        /** The server refuses this address for good. */
        record Refused(String why) implements Handed {}

        /** It may go better another time. */
        record Failed(String why) implements Handed {}
    }

    /** @param id the letter's own; sent twice after a crash, it is one letter to whoever receives it */
    Handed hand(UUID id, String to, Letter letter, Instant at) {
        var from = settings.from() == null ? settings.user() : settings.from();
        if (from == null) {
            return new Handed.Failed("配置里没有发件人地址");
        }
        try {
            var message = new OwnId(sender, id, from);
            var helper = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
            helper.setFrom(new InternetAddress(from, "三好", StandardCharsets.UTF_8.name()));
            helper.setTo(to);
            helper.setSubject(letter.subject());
            helper.setText(letter.text());
            helper.setSentDate(Date.from(at));
            // Asks holiday answers and mailing lists not to reply.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
            return new Handed.Over();
        } catch (MailException | MessagingException | UnsupportedEncodingException e) {
            return isRefusal(e) ? new Handed.Refused("发信服务器拒收这个地址") : new Handed.Failed(cause(e));
        }
    }

    /** Whether the server says that there is no such address; what it only puts off is no refusal. */
    private static boolean isRefusal(Throwable failure) {
        if (failure instanceof MailSendException send) {
            for (var each : send.getMessageExceptions()) {
                if (isRefusal(each)) {
                    return true;
                }
            }
        }
        return failure instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null
                && failed.getInvalidAddresses().length > 0;
    }

    /** What went wrong by its kind; what servers answer may hold addresses. */
    private static String cause(Throwable failure) {
        var inner = failure instanceof MailSendException send && send.getMessageExceptions().length > 0
                ? send.getMessageExceptions()[0]
                : failure;
        while (inner.getCause() != null) {
            inner = inner.getCause();
        }
        return switch (inner) {
            case java.net.UnknownHostException unknown -> "找不到发信服务器";
            case java.net.ConnectException refused -> "连不上发信服务器";
            case java.net.SocketTimeoutException late -> "发信服务器没有回应";
            case jakarta.mail.AuthenticationFailedException login -> "发信账号或口令不对";
            case javax.net.ssl.SSLException tls -> "与发信服务器的加密连接没有建立";
            default -> "发信没有成功（" + inner.getClass().getSimpleName() + "）";
        };
    }

    private static JavaMailSenderImpl sender(NotifySettings.Mail mail) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setUsername(mail.user());
        sender.setPassword(mail.password());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var patience = Long.toString(mail.patience().toMillis());
        var properties = new Properties();
        properties.put("mail.smtp.auth", Boolean.toString(mail.user() != null));
        properties.put("mail.smtp.connectiontimeout", patience);
        properties.put("mail.smtp.timeout", patience);
        properties.put("mail.smtp.writetimeout", patience);
        properties.put("mail.smtp.ssl.enable", Boolean.toString(mail.security() == Security.TLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.starttls.enable", Boolean.toString(mail.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(mail.security() == Security.STARTTLS));
        sender.setJavaMailProperties(properties);
        return sender;
    }

    /** A letter that keeps the number it was given. */
    private static final class OwnId extends MimeMessage {
        private final String id;

        OwnId(JavaMailSenderImpl sender, UUID id, String from) {
            super(sender.getSession());
            this.id = "<" + id + from.substring(from.lastIndexOf('@')) + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
