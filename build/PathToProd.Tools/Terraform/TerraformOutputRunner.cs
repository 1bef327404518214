using System.Text.Json.Nodes;
using Cake.Core;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform output -json</c>.</summary>
public sealed class TerraformOutputRunner(ICakeContext context) : TerraformRunner<TerraformOutputSettings>(context)
{
    /// <summary>Reads all outputs from the state, by name; the sensitive ones too.</summary>
    public IReadOnlyDictionary<string, TerraformOutputValue> Output(TerraformOutputSettings settings)
    {
        var call = new ToolCall("terraform output", Begin(settings, "output", "-json", "-no-color"))
        {
            IsCaptured = true,
            IsSensitive = true,
        };
        return ToolJson.Read(call, Execute(settings, call).Output, "the outputs of a root", Read);
    }

    private static Dictionary<string, TerraformOutputValue>? Read(JsonNode node)
    {
        if (node is not JsonObject outputs)
        {
            return null;
        }

        var values = new Dictionary<string, TerraformOutputValue>();
        foreach (var (name, output) in outputs)
        {
            if (output is not JsonObject)
            {
                return null;
            }

            values[name] = new(name, output["value"], output["type"], output.IsTrue("sensitive"));
        }

        return values;
    }
}
