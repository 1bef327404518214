using Cake.Core;
using NSubstitute;

namespace Cake.Frosting.Tests.Hosting;

internal sealed class ConsoleTests
{
    [Test]
    public void Ansi_is_detected_as_Cake_detects_it(
        [Values(null, "", "1")] string? noColor,
        [Values(null, "", "xterm", "xterm-256color", "screen.linux", "tmux-256color", "dumb", "XTERM", "vt100")]
            string? terminal
    )
    {
        var environment = Substitute.For<ICakeEnvironment>();
        environment.GetEnvironmentVariable("NO_COLOR").Returns(noColor);
        environment.GetEnvironmentVariable("TERM").Returns(terminal);
        environment.Platform.Returns(new CakePlatform());
        new HostConsole(environment).SupportAnsiEscapeCodes.ShouldBe(
            new CakeConsole(environment).SupportAnsiEscapeCodes
        );
    }
}
