using System.Text.RegularExpressions;

namespace Repository.Tests.CommandLine;

/// <summary>The caller's language, calendar and time zone change no letter of what is printed.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(300_000)]
public sealed partial class LocaleTests : IDisposable
{
    private static readonly string[] Targets = ["Status", "History", "Resolve", "Versions", "Sets"];

    private readonly SetPlatform _sets = new();

    public LocaleTests()
    {
        _sets.Deploy().Pin("first").Build("web", "1.1.0");
    }

    public void Dispose() => _sets.Dispose();

    [Test]
    public void Text_and_JSON_are_the_same_in_every_locale_and_time_zone()
    {
        var plain = Printed();

        foreach (
            var (locale, zone) in new[]
            {
                ("tr_TR.UTF-8", "Asia/Kathmandu"),
                ("th_TH.UTF-8", "America/St_Johns"),
                ("ar_SA.UTF-8", "Pacific/Kiritimati"),
                ("de_DE.UTF-8", "UTC"),
                ("C", "Asia/Kathmandu"),
            }
        )
        {
            // Also where the machine's settings ask .NET to follow the language.
            _sets.Platform.Variable("LANG", locale).Variable("LC_ALL", locale).Variable("TZ", zone);
            _sets.Platform.Variable("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "0");

            Printed().ShouldBe(plain, $"{locale}, {zone}");
        }
    }

    private string Printed() =>
        string.Join(
            '\n',
            Targets
                .Select(target => _sets.Platform.Run($"--target={target}"))
                .Append(_sets.Platform.Run("--target=History", "--output=json"))
                .Select(result => Spaces().Replace(Age().Replace(result.ShouldSucceed().Output, "<age>"), " "))
        );

    [GeneratedRegex(@"just now|\d+ (second|minute)s? ago", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Age();

    // Columns are as wide as their widest cell, and ages grow.
    [GeneratedRegex(" +", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces();
}
