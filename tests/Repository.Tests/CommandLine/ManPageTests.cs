namespace Repository.Tests.CommandLine;

/// <summary>The manual page that Help writes.</summary>
public sealed class ManPageTests
{
    [Test]
    public void Man_renders_it_without_a_warning_and_it_has_every_target_and_option()
    {
        using var platform = new ScratchPlatform();
        var page = platform.Run("--target=Help", "--output=man").ShouldSucceed().Output;
        platform.File("path-to-prod.1", page).RealTool("groff").RealTool("env");
        foreach (var name in (string[])["troff", "grotty"])
        {
            platform.RealTool(name);
        }

        // What `man --warnings -l` calls.
        var rendered = platform
            .Tool(
                "render",
                $"exec groff -ww -b -man -Tascii -P-cbou -rLL=300n '{Path.Combine(platform.Root, "path-to-prod.1")}'"
            )
            .Program("render");

        rendered.ShouldSucceed().Error.ShouldBeEmpty();
        var text = rendered.Output;
        text.ShouldContain("path-to-prod - takes the components");
        var help = platform.Run("--target=Help").ShouldSucceed().Output;
        foreach (
            var word in help.Split([' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.StartsWith("--", StringComparison.Ordinal))
        )
        {
            text.ShouldContain(word);
        }

        text.ShouldContain("TearDown");
        text.ShouldContain("Refused by a gate or a lock");
    }
}
