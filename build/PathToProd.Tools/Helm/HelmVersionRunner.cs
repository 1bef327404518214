using Cake.Core;
using PathToProd.Text;
using PathToProd.Tools.Calls;

namespace Cake.Helm;

/// <summary>Runs <c>helm version --template</c>.</summary>
public sealed class HelmVersionRunner(ICakeContext context) : HelmRunner<HelmVersionSettings>(context)
{
    /// <summary>Helm's version, such as <c>3.6.2</c>.</summary>
    public string Version(HelmVersionSettings settings)
    {
        var arguments = Begin("version").Append("--template={{.Version}}");
        var call = new ToolCall("helm version", End(arguments, settings)) { IsCaptured = true };
        var text = Execute(settings, call).Output.Trim().TrimStart('v');
        return text.Length > 0 && char.IsAsciiDigit(text[0])
            ? text
            : throw new PlatformException(
                ExitCode.Failed,
                $"helm version did not print a version.\n  what came: {(text.Length == 0 ? "nothing" : text)}\n"
                    + "Check which Helm is found with the target Doctor."
            );
    }
}
