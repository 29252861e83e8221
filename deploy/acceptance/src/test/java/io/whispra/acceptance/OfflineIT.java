package io.whispra.acceptance;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written without a network waits, through a reload too, and goes out once. */
class OfflineIT {

    @RegisterExtension
    static final OnStack whispra = new OnStack();
    @RegisterExtension
    static final OnBrowser browser = new OnBrowser();

    @Test
    void f5AMessageThatIsWrittenOfflineSurvivesAReloadAndGoesOutOnce() {
        var account = Account.open(whispra.base(), "Ana");
        var budi = whispra.person("Budi");
        var title = "Ferry " + UUID.randomUUID();
        var roomId = budi.group(title, account.logIn(whispra.base()).person());
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.DESKTOP), account);
        ana.open(title);
        ana.say("Before the tunnel");
        ana.seeMark("Before the tunnel", "delivered");
        ana.page().evaluate("await navigator.serviceWorker.ready");

        ana.page().offline(true);
        ana.page().text(Words.of("app.connection.offline")).see();
        ana.say("In the tunnel");
        ana.seeMark("In the tunnel", "waiting");
        ana.page().reload();
        ana.see(title);
        ana.messages("Before the tunnel").see();
        ana.seeMark("In the tunnel", "waiting");
        assertThat(Log.contents(Log.read(budi, roomId))).containsExactly("Before the tunnel");

        ana.page().offline(false);
        ana.seeMark("In the tunnel", "delivered");
        ana.say("After the tunnel");
        ana.seeMark("After the tunnel", "delivered");
        assertThat(ana.messages("tunnel").count()).isEqualTo(3);
        assertThat(Log.contents(Log.read(budi, roomId)))
                .containsExactly("Before the tunnel", "In the tunnel", "After the tunnel");
        assertThat(ana.page().complaints()).isEmpty();
    }

    @Test
    void whatOthersWroteMeanwhileIsThereWhenTheNetworkIsBack() {
        var account = Account.open(whispra.base(), "Ana");
        var budi = whispra.person("Budi");
        var title = "Ferry " + UUID.randomUUID();
        var roomId = budi.group(title, account.logIn(whispra.base()).person());
        var ana = Visitor.signIn(browser.visit(whispra.base(), Look.PHONE), account);
        ana.open(title);

        ana.page().offline(true);
        ana.page().text(Words.of("app.connection.offline")).see();
        for (var i = 1; i <= 3; i++) {
            budi.api().post(Person.room(roomId) + "/messages", Person.text(roomId, "c" + i, "Harbour news " + i))
                    .expect(201);
        }
        ana.page().offline(false);

        ana.messages("Harbour news 3").see();
        assertThat(ana.messages("Harbour news").count()).isEqualTo(3);
        assertThat(ana.page().complaints()).isEmpty();
    }
}
