using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// The package installer of a Cake module, which is loaded when a tool of its scheme is asked for. Cake's context holds every
/// installer, and making the one for NuGet costs each start some 80 ms.
/// </summary>
internal sealed class DeferredPackageInstaller(IServiceProvider services, string scheme, Func<ICakeModule> module)
    : IPackageInstaller
{
    private readonly Lazy<IPackageInstaller> _installer = new(() =>
        new ModuleServices(services, module()).GetRequiredService<IPackageInstaller>()
    );

    public bool CanInstall(PackageReference package, PackageType type) =>
        string.Equals(package.Scheme, scheme, StringComparison.OrdinalIgnoreCase)
        && _installer.Value.CanInstall(package, type);

    public IReadOnlyCollection<IFile> Install(PackageReference package, PackageType type, DirectoryPath path) =>
        _installer.Value.Install(package, type, path);
}
