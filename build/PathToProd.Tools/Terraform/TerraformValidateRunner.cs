using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform validate -json</c>.</summary>
public sealed class TerraformValidateRunner(ICakeContext context) : TerraformRunner<TerraformValidateSettings>(context)
{
    /// <summary>Checks the root; errors in it are an answer, not a failure.</summary>
    public TerraformValidation Validate(TerraformValidateSettings settings)
    {
        var arguments = Begin(settings, "validate", "-json", "-no-color").Flag("-no-tests", settings.NoTests);
        var call = new ToolCall("terraform validate", arguments) { IsCaptured = true, Answers = [1] };
        var result = Execute(settings, call);

        // Exit code 1 is both "the root is wrong" (JSON on standard output) and "could not start" (text on standard error).
        return result.ExitCode == 1 && result.Output.Trim().Length == 0
            ? throw Failed(settings, call, result)
            : ToolJson.Read(call, result.Output, "the diagnostics of a root", Read);
    }

    private static TerraformValidation? Read(JsonNode node) =>
        node["valid"] is { } valid
            ? new TerraformValidation(
                valid.GetValue<bool>(),
                [.. (node["diagnostics"] as JsonArray ?? []).OfType<JsonNode>().Select(TerraformDiagnostic.Read)]
            )
            : null;
}
