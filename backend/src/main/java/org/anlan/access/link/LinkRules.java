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

    /**
     * @param validMinutes null = 30
     * @param renews id of a link whose device goes on with this one; purpose, account and units are then that one's
     */
    public record Input(
            String purpose,
            String displayName,
            String account,
            List<String> units,
            Integer validMinutes,
            String renews) {

        /** As it would be asked for without the link it renews. */
        Input like(DeviceLink renewed) {
            return new Input(
                    renewed.purpose().word(),
                    displayName == null ? renewed.displayName() : displayName,
                    renewed.account(),
                    List.copyOf(renewed.units()),
                    validMinutes,
                    renews);
        }
    }

    /** @param account id, or null */
    record Checked(Purpose purpose, String displayName, String account, Set<String> units, int minutes) {}

    private static final int DEFAULT_MINUTES = 30;
    private static final int LONGEST_MINUTES = 7 * 24 * 60;

    private final AccountStore accounts;

    public LinkRules(AccountStore accounts) {
        this.accounts = accounts;
    }

    /**
     * @param renewed the link that {@code input.renews} names; null when there is none
     * @throws org.anlan.picture.PictureException 422 with everything that was wrong
     */
    Checked check(Input input, DeviceLink renewed, Caller by) {
        return input.renews() == null ? check(input, by) : check(renewing(input, renewed), by);
    }

    private static Input renewing(Input input, DeviceLink renewed) {
        AccountRules rules = new AccountRules();
        rules.require(renewed != null, "renews", input.renews(), "没有这个链接", "there is no such link");
        rules.require(
                input.purpose() == null && input.account() == null && input.units() == null,
                "renews",
                input.renews(),
                "换新码沿用原来的用途、账号和范围,不能另写",
                "purpose, account and units stay as they were and are not said");
        rules.check("device-link");
        return input.like(renewed);
    }

    private Checked check(Input input, Caller by) {
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
        return new Checked(purpose, displayName, account == null ? null : account.id(), units, minutes);
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

    /** Whether who may reach these units may reach no others than {@code by}: a village's code begins with its town's. */
    static boolean isWithin(Set<String> units, Actor by) {
        return by.units().isEmpty()
                || (!units.isEmpty()
                        && units.stream().allMatch(unit -> by.units().stream().anyMatch(unit::startsWith)));
    }

    /** A device reaches no farther than who made its link. */
    private static Set<String> units(AccountRules rules, List<String> given, Account account, Actor by) {
        boolean unsaid = given == null || given.isEmpty();
        Set<String> units = unsaid && account != null ? account.units() : rules.units(given);
        rules.require(
                isWithin(units, by),
                "units",
                units,
                "不能超出您自己的范围:" + by.units(),
                "must lie within your own units " + by.units());
        return units;
    }
}
