using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform fmt</c>.</summary>
public sealed class TerraformFmtRunner(ICakeContext context) : TerraformRunner<TerraformFmtSettings>(context)
{
    private const int Differs = 3;
    private const string DiffHead = "--- old/";

    /// <summary>Formats the root, or only checks it; files that differ are an answer, not a failure.</summary>
    public TerraformFormatting Fmt(TerraformFmtSettings settings)
    {
        var call = new ToolCall("terraform fmt", Arguments(settings)) { IsCaptured = true, Answers = [Differs] };
        var result = Execute(settings, call);
        return new TerraformFormatting(Files(result, settings.Diff == true), result.Output);
    }

    private static ProcessArgumentBuilder Arguments(TerraformFmtSettings settings)
    {
        var arguments = Begin(settings, "fmt", "-no-color")
            .Flag("-check", settings.Check)
            .Flag("-diff", settings.Diff)
            .Flag("-recursive", settings.Recursive);
        foreach (var target in settings.Targets)
        {
            arguments.Positional(target.FullPath, "target of terraform fmt");
        }

        return arguments;
    }

    /// <summary>With a diff the names stand between the lines of the diff: its heads separate them.</summary>
    private static List<string> Files(ToolResult result, bool hasDiff) =>
        hasDiff
            ?
            [
                .. result
                    .Lines.Where(line => line.StartsWith(DiffHead, StringComparison.Ordinal))
                    .Select(line => line[DiffHead.Length..]),
            ]
            : [.. result.Lines];
}
