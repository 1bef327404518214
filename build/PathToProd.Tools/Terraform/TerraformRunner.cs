using Cake.Core;
using Cake.Core.IO;
using PathToProd.Model.ToolPins;
using PathToProd.Tools.Calls;

namespace Cake.Terraform;

/// <summary>
/// What all Terraform runners share: the executable, the variables for its folders and files, and <c>-chdir</c>.
/// </summary>
/// <typeparam name="TSettings">The settings of the command.</typeparam>
public abstract class TerraformRunner<TSettings> : PlatformTool<TSettings>
    where TSettings : TerraformSettings
{
    private const string ConfigurationFile = "TF_CLI_CONFIG_FILE";

    private readonly IFileSystem _files;

    /// <summary>A runner in the context.</summary>
    protected TerraformRunner(ICakeContext context)
        : base(context) => _files = context.FileSystem;

    /// <inheritdoc />
    protected override IReadOnlyList<Advice> KnownAdvice => TerraformAdvice.All;

    /// <inheritdoc />
    protected override IReadOnlyList<SignOfAge> SignsOfAge => TerraformAge.Signs;

    /// <inheritdoc />
    protected override string GetToolName() => "Terraform";

    /// <inheritdoc />
    protected override IEnumerable<string> GetToolExecutableNames() => ["terraform", "terraform.exe"];

    /// <inheritdoc />
    protected override void AddVariables(TSettings settings, IDictionary<string, string?> variables)
    {
        AddPath(variables, "TF_DATA_DIR", settings.DataDirectory);
        AddPath(variables, "TF_PLUGIN_CACHE_DIR", settings.PluginCache);
        AddPath(variables, ConfigurationFile, settings.ConfigurationFile);
        if (
            settings.ConfigurationFile is null
            && NamesMissingFile(Environment.GetEnvironmentVariable(ConfigurationFile))
        )
        {
            variables[ConfigurationFile] = null;
        }
    }

    /// <summary>The start of an argument list: <c>-chdir</c> when said, then the command's words.</summary>
    protected static ProcessArgumentBuilder Begin(TSettings settings, params ReadOnlySpan<string> command)
    {
        var arguments = new ProcessArgumentBuilder().Option("-chdir", settings.Root);
        foreach (var word in command)
        {
            arguments.Append(word);
        }

        return arguments;
    }

    /// <summary>Adds <c>TF_VAR_name</c> for each variable.</summary>
    protected static void AddInputs(IDictionary<string, string> inputs, IDictionary<string, string?> variables)
    {
        foreach (var (name, value) in inputs)
        {
            variables["TF_VAR_" + name] = value;
        }
    }

    private static void AddPath(IDictionary<string, string?> variables, string name, Cake.Core.IO.Path? path)
    {
        if (path is not null)
        {
            variables[name] = path.FullPath;
        }
    }

    private bool NamesMissingFile(string? path) =>
        !string.IsNullOrEmpty(path) && !_files.Exist(new FilePath(path).MakeAbsolute(Environment));
}
