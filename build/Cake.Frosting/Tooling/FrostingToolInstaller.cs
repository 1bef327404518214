using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Packaging;
using Cake.Core.Tooling;

namespace Cake.Frosting;

/// <summary>Asks the package installers in order; the first that knows the scheme installs.</summary>
internal sealed class FrostingToolInstaller(
    ICakeEnvironment environment,
    IToolLocator locator,
    ICakeConfiguration configuration,
    IEnumerable<IPackageInstaller> installers
) : IToolInstaller
{
    public void Install(PackageReference tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var installer =
            installers.FirstOrDefault(candidate => candidate.CanInstall(tool, PackageType.Tool))
            ?? throw new FrostingException(
                $"Could not find an installer for the '{tool.Scheme}' scheme, which the tool '{tool.OriginalString}' asks for."
            );
        var folder = configuration.GetToolPath(environment.WorkingDirectory, environment);
        var files = installer.Install(tool, PackageType.Tool, folder);
        if (files is not { Count: > 0 })
        {
            throw new FrostingException($"Failed to install tool '{tool.Package}': nothing was installed in {folder}.");
        }

        foreach (var file in files)
        {
            locator.RegisterFile(file.Path);
        }
    }
}
