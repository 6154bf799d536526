package org.anlan.access.account;

import java.io.PrintStream;
import java.util.List;
import org.anlan.access.AccessSettings;
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Role;

/**
 * Creates the user {@code admin} when there is no account at all. The configured password counts only then: a later
 * change of the setting must not undo a password that a person has chosen since.
 */
public class FirstAdministrator {

    static final String NAME = "admin";

    private final AccountStore store;
    private final Accounts accounts;
    private final AccessSettings settings;

    public FirstAdministrator(AccountStore store, Accounts accounts, AccessSettings settings) {
        this.store = store;
        this.accounts = accounts;
        this.settings = settings;
    }

    /** @param out where a generated password is shown once; never a log, which others read and which is kept */
    public void ensure(PrintStream out) {
        if (!store.isEmpty()) {
            return;
        }
        String password = settings.adminPassword().isEmpty() ? null : settings.adminPassword();
        Accounts.Input admin = new Accounts.Input(NAME, "系统管理员", Role.ADMINISTRATOR.word(), List.of(), null, true);
        Accounts.Created created = create(admin, password);
        if (created.generatedPassword() != null) {
            show(out, created.generatedPassword());
        }
    }

    private Accounts.Created create(Accounts.Input admin, String password) {
        try {
            return accounts.create(admin, password, Actor.system("first start"), null);
        } catch (PictureException refusal) {
            throw new WeakAdminPassword(refusal.problem().detail().en());
        }
    }

    private static void show(PrintStream out, String password) {
        String line = "─".repeat(80);
        out.println("┌" + line);
        out.println("│ 首次启动,已建立管理员账号  First start: the administrator's account was created");
        out.println("│   用户  user      " + NAME);
        out.println("│   密码  password  " + password);
        out.println("│ 只显示这一次,登录后请修改  Shown only this once; change it after the first log-in");
        out.println("└" + line);
        out.flush();
    }
}
