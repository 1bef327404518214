using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>The unknown options for those who ask the container for Spectre's interface.</summary>
internal sealed class RemainingArguments(CommandLineOptions options) : IRemainingArguments
{
    public ILookup<string, string> Parsed { get; } =
        options.Remaining.ToLookup(argument => argument.Name, argument => argument.Value, StringComparer.Ordinal);

    public IReadOnlyList<string> Raw => options.Raw;
}
