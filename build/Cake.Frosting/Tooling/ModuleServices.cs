using Cake.Cli;
using Cake.Core.Composition;
using Cake.Core.Packaging;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>The services of one Cake module beside those of the host. What the host has registered comes first.</summary>
internal sealed class ModuleServices : IServiceProvider
{
    private readonly IServiceProvider _host;
    private readonly ServiceCollection _module = [];
    private readonly Dictionary<Type, object> _made = [];

    public ModuleServices(IServiceProvider host, ICakeModule module)
    {
        _host = host;
        _module.UseModule(module);
    }

    public object GetService(Type serviceType)
    {
        if (_made.TryGetValue(serviceType, out var service))
        {
            return service;
        }

        // The host has this very module's installer, deferred.
        service = serviceType == typeof(IPackageInstaller) ? null : _host.GetService(serviceType);
        return service ?? Make(serviceType);
    }

    private object Make(Type serviceType)
    {
        var descriptor = _module.LastOrDefault(candidate => candidate.ServiceType == serviceType);
        var service = descriptor switch
        {
            null => null,
            { ImplementationInstance: { } instance } => instance,
            { ImplementationFactory: { } factory } => factory(this),
            _ => ActivatorUtilities.CreateInstance(this, descriptor.ImplementationType),
        };
        _made[serviceType] = service;
        return service;
    }
}
