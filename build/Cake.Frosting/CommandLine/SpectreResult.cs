namespace Cake.Frosting;

/// <summary>Carries the options out of the command that Spectre makes; none after help or an error.</summary>
internal sealed class SpectreResult
{
    public CommandLineOptions Options { get; set; }
}
