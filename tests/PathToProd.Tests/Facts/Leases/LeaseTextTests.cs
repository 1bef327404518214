using PathToProd.Facts.Leases;

namespace PathToProd.Tests.Facts.Leases;

public sealed class LeaseTextTests
{
    private static readonly LeaseRecord Held = new()
    {
        Key = "prod/ingress",
        Token = 7,
        Duration = TimeSpan.FromSeconds(90),
        Renewals = 3,
        Holder = new LeaseHolder(
            "20261122-081530-3fa2",
            "ann@laptop",
            new DateTimeOffset(2026, 11, 22, 8, 15, 30, TimeSpan.Zero),
            "https://ci.example.com/7"
        ),
    };

    [Test]
    public void A_record_reads_as_it_was_written() => LeaseText.Read(LeaseText.Write(Held) + "\n").ShouldBe(Held);

    [Test]
    public void A_released_record_keeps_its_token()
    {
        var released = Held with { Holder = null };

        LeaseText.Read(LeaseText.Write(released)).ShouldBe(released);
    }

    [Test]
    public void A_record_is_one_line_that_people_can_read() =>
        LeaseText
            .Write(Held)
            .ShouldStartWith(
                """{"key":"prod/ingress","token":7,"seconds":90,"renewals":3,"run":"20261122-081530-3fa2","who":"ann@laptop","since":"2026-11-22T08:15:30+00:00","job":"https://ci.example.com/7","sum":"""
            );

    [Test]
    public void A_record_that_was_edited_or_torn_is_not_believed()
    {
        var text = LeaseText.Write(Held);

        Should
            .Throw<FormatException>(() => LeaseText.Read(text.Replace("\"token\":7", "\"token\":6")))
            .Message.ShouldBe("was changed after it was written: its checksum does not match");
        for (var length = 0; length < text.Length; length++)
        {
            Should.Throw<FormatException>(() => LeaseText.Read(text[..length]));
        }
    }

    [Test]
    public void A_holder_is_shown_with_its_job() =>
        Held.Holder!.ToString()
            .ShouldBe("run 20261122-081530-3fa2 (ann@laptop, since 2026-11-22 08:15:30 UTC, https://ci.example.com/7)");
}
