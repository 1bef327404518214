using PathToProd.Model.Platform.Loading;
using PathToProd.Model.Promotions;
using PathToProd.Model.Promotions.Rules;
using PathToProd.Tests.Model.Platform;
using PathToProd.Text;

namespace PathToProd.Tests.Model.Promotions;

/// <summary>The gates of times and people, schedules and notifications in <c>promotion.yaml</c>, right and wrong.</summary>
public sealed class PromotionFileTests
{
    private const string People = "name: platform\npeople: { release-managers: [alice, bob@desk] }\n";

    [Test]
    public void All_that_gates_of_times_and_people_can_say_is_read()
    {
        var path = Load(
            """
            path:
              prod: { policy: strict, schedule: weekly on Tue at 10:00 Europe/Berlin }
            policies:
              strict:
                gates:
                  hours: { window: { open: [Mon-Fri 09:00-17:00, 2026-12-05 22:00-04:00], time-zone: Europe/Berlin, holidays: [2026-12-25] } }
                  fits: { fits-window: { takes: 30m } }
                  told: { notice: { before: 24h } }
                  approved: { approval: { group: release-managers, quorum: 2, expires: 3d, author: enough, signed: true } }
                  sealed: { signed: {} }
                  same: { drift-free: { in: prod, within: 2h } }
                  quota: { script: { run: [./checks/quota.sh, "{set}", "--in={environment}"], timeout: 10s }, informing: true }
            notifications:
              - { webhook: { env: HOOK }, format: slack, events: [promoted, waiting-for-approval] }
              - { file: artifacts/notifications.jsonl }
            """
        );

        path.Steps[0].Schedule!.TimeZone.ShouldBe("Europe/Berlin");
        string.Join('\n', path.Steps[0].Policy.Gates.Select(gate => $"{gate.Name}: {gate.Rule.Kind}"))
            .ShouldBe(
                """
                hours: window
                fits: fits-window
                told: notice
                approved: approval
                sealed: signed
                same: drift-free
                quota: script
                """
            );
        ((WindowRule)path.Steps[0].Policy.Gates[0].Rule).Text.ShouldBe(
            "Mon-Fri 09:00-17:00, 2026-12-05 22:00-04:00 Europe/Berlin"
        );
        path.Policies["strict"]
            .Gates[3]
            .Rule.ShouldBe(
                new ApprovalRule
                {
                    Group = "release-managers",
                    Quorum = 2,
                    Expires = TimeSpan.FromDays(3),
                    AuthorIsEnough = true,
                    IsSigned = true,
                }
            );
        path.Notifications.Select(receiver => receiver.Name)
            .ShouldBe(["the webhook in HOOK", "artifacts/notifications.jsonl"]);
        path.People.Of("release-managers", "prod").ShouldBe(["alice", "bob@desk"]);
    }

    [Test]
    public void All_that_can_be_wrong_with_them_is_reported_at_once() =>
        Problems(
                """
                path:
                  prod: { policy: strict, schedule: 0 0 30 2 * }
                policies:
                  strict:
                    gates:
                      hours: { window: { open: Mon-Fri 9-17, holidays: [2026-02-30] } }
                      told: { notice: {} }
                      approved: { approval: { quorum: 0, author: never } }
                      quota: { script: { timeout: 10s } }
                notifications:
                  - { webhook: https://hooks.example.com/T0/B0/secret }
                  - { file: a.jsonl, format: slack, events: [exploded] }
                  - { file: ../a.jsonl }
                """
            )
            .ShouldBe(
                """
                environments/promotion.yaml(2,37): schedule must be a schedule such as daily at 10:00 Europe/Berlin, and "0 0 30 2 *" is not: no month that it names has such a day, so it never comes; name another day
                environments/promotion.yaml(6,40): open must be days and times such as Mon-Fri 09:00-17:00, and "Mon-Fri 9-17" is not: "9" is not a time; write hours and minutes with two digits each, such as 09:00
                environments/promotion.yaml(6,57): an item of holidays must be a date such as 2026-12-25, and "2026-02-30" is not: there is no such day; write year, month and day, such as 2026-12-25
                environments/promotion.yaml(7,23): notice is missing the key before; add "before: 24h"
                environments/promotion.yaml(8,29): approval is missing the key group; add "group: release-managers"
                environments/promotion.yaml(8,39): quorum must be a whole number from 1 to 100, and this is the number 0; write a whole number from 1 to 100
                environments/promotion.yaml(8,50): author must be not-enough or enough, and "never" is not; write not-enough or enough
                environments/promotion.yaml(9,24): script is missing the key run; add "run: [./checks/quota.sh, "{set}"]"
                environments/promotion.yaml(11,16): webhook must be a map with env or file, and this is text; write a map with env or file
                environments/promotion.yaml(12,22): an item of notifications has format without webhook; add webhook, or remove format
                environments/promotion.yaml(12,46): an item of events must be announced, promoted, blocked, failed, rolled-back or waiting-for-approval, and "exploded" is not; write announced, promoted, blocked, failed, rolled-back or waiting-for-approval
                environments/promotion.yaml(13,13): file must be a path inside the repository such as docs/owners.txt, and "../a.jsonl" is not: it leaves the folder; write a path without ..
                """
            );

    [Test]
    public void What_gates_name_must_be_there_and_able_to_open() =>
        Problems(
                """
                path:
                  prod: { policy: strict, schedule: daily at 10:00 Europe/Berln }
                policies:
                  strict:
                    gates:
                      approved: { approval: { group: release-manager } }
                      owned: { approval: { group: code-owners } }
                      many: { approval: { group: release-managers, quorum: 3 } }
                      quota: { script: { run: [./checks/quota.sh, "{sett}"] } }
                      same: { drift-free: { in: prd } }
                  early:
                    gates:
                      never: { window: { open: [] } }
                      hours: { window: { open: Mon-Fri 09:00-17:00, time-zone: Mars/Olympus_Mons } }
                  late:
                    gates:
                      fits: { fits-window: {} }
                      none: { script: { run: [] } }
                """
            )
            .ShouldBe(
                """
                environments/promotion.yaml(2,37): the schedule of the step prod asks for the time zone Europe/Berln, and there is no such time zone; did you mean Europe/Berlin?
                environments/promotion.yaml(6,31): the gate approved of the policy strict asks release-manager, and there is no such group of people; did you mean release-managers?
                environments/promotion.yaml(7,28): the gate owned of the policy strict asks code-owners, and platform.yaml names no CODEOWNERS file; add "codeowners: .github/CODEOWNERS" to platform.yaml
                environments/promotion.yaml(8,52): the gate many of the policy strict asks for 3 people of release-managers, which has 2; ask for fewer, or add people to the group in platform.yaml
                environments/promotion.yaml(9,26): the gate quota of the policy strict passes {sett}, which stands for nothing; did you mean {set}?
                environments/promotion.yaml(10,29): the gate same of the policy strict asks prd, and there is no such environment; did you mean prod?
                environments/promotion.yaml(13,26): the gate never of the policy early has a window without a time, so it is never open; add one such as Mon-Fri 09:00-17:00, or remove the gate
                environments/promotion.yaml(14,53): the gate hours of the policy early asks for the time zone Mars/Olympus_Mons, and there is no such time zone; write a name of the tz database such as Europe/Berlin, or UTC
                environments/promotion.yaml(17,15): the gate fits of the policy late asks whether a deployment fits the window, and the policy has no window; add a gate with a window, or remove this one
                environments/promotion.yaml(18,25): the gate none of the policy late names no program; write it and its arguments: [./checks/quota.sh, "{set}"]
                """
            );

    [Test]
    public void The_CODEOWNERS_file_that_a_gate_asks_for_must_be_there_and_its_group_has_its_name_alone()
    {
        const string Path = """
            path: { prod: { policy: strict } }
            policies: { strict: { gates: { owned: { approval: { group: code-owners } } } } }
            """;
        const string Manifest = "name: platform\npeople: { code-owners: [alice] }\ncodeowners: .github/CODEOWNERS\n";

        Problems(Path, Manifest)
            .ShouldBe(
                """
                platform.yaml(2,11): code-owners is the group of those whom the CODEOWNERS file names; give this group another name
                platform.yaml(3,1): there is no file .github/CODEOWNERS; add it, or write its path from the repository's root
                """
            );

        Load(Path, "name: platform\ncodeowners: OWNERS\n", "/environments/prod/ @alice\n")
            .People.Of("code-owners", "prod")
            .ShouldBe(["alice"]);
    }

    [Test]
    public void A_person_is_a_user_or_a_user_of_a_machine() =>
        PlatformBuilder
            .Platform()
            .With(
                "platform.yaml",
                "name: platform\npeople: { managers: [a b, \"@org/team\", a@b@c, \"\"], Bad Name: [] }\n"
            )
            .Problems()
            .ShouldBe(
                """
                platform.yaml(2,23): an item of people.managers must be a person such as alice or alice@laptop, and "a b" is not: it holds white space; write a user, or user@machine
                platform.yaml(2,28): an item of people.managers must be a person such as alice or alice@laptop, and "@org/team" is not: it is not user@machine; write a user, or user@machine
                platform.yaml(2,41): an item of people.managers must be a person such as alice or alice@laptop, and "a@b@c" is not: it is not user@machine; write a user, or user@machine
                platform.yaml(2,48): an item of people.managers must be a person such as alice or alice@laptop, and "" is not: it is empty; write a user, or user@machine
                platform.yaml(2,52): a group of people must be a name such as base-k8s, and "Bad Name" is not: 'B' is an upper-case letter; write lower-case letters, digits and dashes, such as bad-name
                """
            );

    private static PromotionPath Load(string promotion, string platform = People, string? owners = null)
    {
        var files = Files(promotion, platform);
        if (owners is not null)
        {
            files.With("OWNERS", owners);
        }

        return PromotionLoader.Load(files, files.Load());
    }

    private static string Problems(string promotion, string platform = People)
    {
        var files = Files(promotion, platform);
        return Should.Throw<PlatformException>(() => PromotionLoader.Load(files, files.Load())).Message;
    }

    private static PlatformBuilder Files(string promotion, string platform) =>
        PlatformBuilder
            .Platform()
            .With("platform.yaml", platform)
            .Environment("prod", "target: { directory: artifacts/prod }\nversions: pinned\n")
            .With(PromotionPath.FileName, promotion);
}
