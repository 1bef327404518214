using PathToProd.Facts.Leases;
using PathToProd.Facts.Pools;
using PathToProd.Text;

namespace PathToProd.Tests.Facts.Pools;

public sealed class PoolTextTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 22, 8, 15, 30, TimeSpan.Zero);

    private static PoolRecord Record { get; } =
        new()
        {
            Pool = "ci",
            Token = 7,
            Tickets =
            [
                new PoolTicket
                {
                    Number = 4,
                    Holder = new LeaseHolder("a", "ann@laptop", Day, "https://ci.example.com/7"),
                    What = "Certify",
                    Wants = 1,
                    Duration = TimeSpan.FromMinutes(1),
                    Renewals = 2,
                    RenewedAt = Day.AddMinutes(1),
                    Leases =
                    [
                        new EnvironmentLease(
                            "ci-1",
                            5,
                            Day,
                            new MemberRecord
                            {
                                Condition = MemberCondition.Unknown,
                                Because = "a run is gone",
                                Since = Day,
                                Failures = 1,
                                Set = new SetThere("2026.11.1", new Digest("sha256:0a1b")),
                            }
                        ),
                    ],
                },
                new PoolTicket
                {
                    Number = 7,
                    Holder = new LeaseHolder("b", "bob@desk", Day),
                    What = "Deploy",
                    Wants = 2,
                    Duration = TimeSpan.FromSeconds(30),
                },
            ],
            Members = PoolRecordMembers(),
        };

    [Test]
    public void A_record_is_read_as_it_was_written()
    {
        var text = PoolText.Write(Record);

        text.ShouldNotContain('\n');
        var read = PoolText.Read(text + "\n");
        PoolText.Write(read).ShouldBe(text);
        read.Tickets[0].Holder.ShouldBe(Record.Tickets[0].Holder);
        read.Tickets[0].LastSign.ShouldBe(Day.AddMinutes(1));
        read.Tickets[1].LastSign.ShouldBe(Day);
        read.Tickets[0].Leases.ShouldBe(Record.Tickets[0].Leases);
        read.Members.ShouldBe(Record.Members);
    }

    [TestCase("\"token\":7", "\"token\":8", "was changed after it was written: its checksum does not match")]
    [TestCase("\"sum\"", "\"mus\"", "is not whole: it does not end with its checksum")]
    public void One_that_was_edited_by_hand_is_not_believed(string from, string to, string wrong) =>
        Should
            .Throw<FormatException>(() => PoolText.Read(PoolText.Write(Record).Replace(from, to)))
            .Message.ShouldBe(wrong);

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, MemberRecord> PoolRecordMembers() =>
        new PoolRecord { Pool = "ci" }.Members.Add(
            "ci-2",
            new MemberRecord
            {
                Condition = MemberCondition.Quarantined,
                Because = "its disk is full",
                Since = Day,
                Failures = 3,
            }
        );
}
