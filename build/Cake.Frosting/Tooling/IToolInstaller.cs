using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>Installs the tools that <c>InstallTool</c> names, before the first task. Register another one to replace it.</summary>
public interface IToolInstaller
{
    /// <summary>Installs a tool and makes its files known to Cake's tool locator.</summary>
    /// <exception cref="FrostingException">No installer knows the scheme of the address, or nothing was installed.</exception>
    void Install(PackageReference tool);
}
