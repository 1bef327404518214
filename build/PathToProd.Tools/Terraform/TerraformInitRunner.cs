using System.Text;
using Cake.Core;
using Cake.Core.IO;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>Runs <c>terraform init</c>.</summary>
public sealed class TerraformInitRunner(ICakeContext context) : TerraformRunner<TerraformInitSettings>(context)
{
    /// <summary>Prepares the root.</summary>
    public void Init(TerraformInitSettings settings)
    {
        using var pairs =
            settings.BackendConfiguration.Count > 0
                ? SecretFile.Create(Write(settings.BackendConfiguration), "backend.tfbackend")
                : null;
        Execute(settings, new ToolCall("terraform init", Arguments(settings, pairs)));
    }

    private static ProcessArgumentBuilder Arguments(TerraformInitSettings settings, SecretFile? pairs) =>
        Begin(settings, "init", "-input=false", "-no-color")
            .Flag("-backend", settings.Backend)
            .Each("-backend-config", settings.BackendConfigurationFiles)
            .Option("-backend-config", pairs?.Path)
            .Flag("-upgrade", settings.Upgrade)
            .Flag("-reconfigure", settings.Reconfigure)
            .Option("-lockfile", settings.ReadOnlyLockFile ? "readonly" : null)
            .Each("-plugin-dir", settings.PluginDirectories)
            .Option("-lock-timeout", settings.LockTimeout);

    private static string Write(IDictionary<string, string> pairs)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in pairs)
        {
            text.Append(key).Append(" = ").Append(Hcl.Quote(value)).Append('\n');
        }

        return text.ToString();
    }
}
