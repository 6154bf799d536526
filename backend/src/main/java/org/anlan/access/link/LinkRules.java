package org.anlan.access.link;

import java.util.List;
import java.util.Set;
import org.anlan.access.Caller;
import org.anlan.access.account.Account;
import org.anlan.access.account.AccountRules;
import org.anlan.access.account.AccountStore;
import org.anlan.access.link.DeviceLink.Purpose;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;

/** What may be asked of a new link: nobody hands out more than they have. */
public class LinkRules {

    /** @param validMinutes null = 30 */
    public record Input(String purpose, String displayName, String account, List<String> units, Integer validMinutes) {}

    record Checked(Purpose purpose, String displayName, Set<String> units, int minutes) {}

    private static final int DEFAULT_MINUTES = 30;
    private static final int LONGEST_MINUTES = 7 * 24 * 60;

    private final AccountStore accounts;

    public LinkRules(AccountStore accounts) {
        this.accounts = accounts;
    }

    /** @throws org.anlan.picture.PictureException 422 with everything that was wrong */
    Checked check(Input input, Caller by) {
        AccountRules rules = new AccountRules();
        Purpose purpose = purpose(rules, input.purpose());
        String displayName = rules.displayName("displayName", input.displayName());
        Account account = account(rules, input.account(), by);
        Set<String> units = units(rules, input.units(), account, by.actor());
        int minutes = input.validMinutes() == null ? DEFAULT_MINUTES : input.validMinutes();
        rules.require(
                minutes >= 1 && minutes <= LONGEST_MINUTES,
                "validMinutes",
                minutes,
                "有效期须为 1–" + LONGEST_MINUTES + " 分钟",
                "1 to " + LONGEST_MINUTES + " minutes");
        rules.check("device-link");
        return new Checked(purpose, displayName, units, minutes);
    }

    private static Purpose purpose(AccountRules rules, String word) {
        for (Purpose purpose : Purpose.values()) {
            if (purpose.word().equals(word)) {
                return purpose;
            }
        }
        rules.require(false, "purpose", word, "用途须为 field 或 viewer", "field or viewer");
        return Purpose.VIEWER;
    }

    /** A link hands its holder the right to act for the account: only for field staff, or one's own second device. */
    private Account account(AccountRules rules, String id, Caller by) {
        if (id == null) {
            return null;
        }
        Account account = accounts.find(id).filter(Account::enabled).orElse(null);
        rules.require(
                account != null && (account.role() == Role.FIELD || id.equals(by.account())),
                "account",
                id,
                "须为已启用的现场人员账号,或您自己的账号",
                "an enabled account of role field, or your own");
        return account;
    }

    /** A device reaches no farther than who made its link: a village's code begins with its town's. */
    private static Set<String> units(AccountRules rules, List<String> given, Account account, Actor by) {
        boolean unsaid = given == null || given.isEmpty();
        Set<String> units = unsaid && account != null ? account.units() : rules.units(given);
        boolean within = by.units().isEmpty()
                || (!units.isEmpty()
                        && units.stream().allMatch(unit -> by.units().stream().anyMatch(unit::startsWith)));
        rules.require(
                within, "units", units, "不能超出您自己的范围:" + by.units(), "must lie within your own units " + by.units());
        return units;
    }
}
