using CloudNet.Contracts.Networks;
using CloudNet.Contracts.Refusals;
using CloudNet.Contracts.Services;
using CloudNet.Domain.Naming;

namespace CloudNet.Domain.Services;

/// <summary>Which health check a service may have.</summary>
public static class HealthCheckRules
{
    private const string Field = "healthCheck.";

    /// <summary>The check that was asked for, or null for none; what is wrong with it is added to the problems.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="ports">The service's ports.</param>
    /// <param name="isFixed">Whether its backends are fixed.</param>
    /// <param name="problems">The problems.</param>
    public static HealthCheck? Parse(CreateHealthCheck asked, IReadOnlyList<ServicePort> ports, bool isFixed, List<FieldProblem> problems)
    {
        if (asked.Kind == "none") return null;
        var before = problems.Count;
        if (isFixed)
            problems.Add(new("healthCheck", "Fixed backends are on no host, so nobody is beside them to check them.", "Leave it out, or find the backends by a selector."));
        var kind = Kind(asked.Kind, problems);
        if (asked.Port is < 1 or > PortRange.Greatest)
            problems.Add(new($"{Field}port", $"{asked.Port} is no port of 1 to 65535.", "Give the backends' port, or leave it out: then it is that of the service's first TCP port."));
        var port = asked.Port ?? ports.FirstOrDefault(one => one.Protocol == TransportProtocol.Tcp)?.TargetPort ?? ports.FirstOrDefault()?.TargetPort;
        if (port is null) problems.Add(new($"{Field}port", "The service has no port that could be asked.", "Give the backends' port."));
        var isHttp = kind is HealthCheckKind.Http or HealthCheckKind.Https;
        CheckPath(asked.Path, isHttp, problems);
        CheckProgram(asked.Program, kind, problems);
        var check = new HealthCheck(
            kind, port ?? 1, isHttp ? asked.Path ?? "/" : null, asked.Program,
            Number("intervalSeconds", asked.IntervalSeconds, HealthCheckBounds.UsualIntervalSeconds, HealthCheckBounds.IntervalSeconds, problems),
            Number("timeoutSeconds", asked.TimeoutSeconds, HealthCheckBounds.UsualTimeoutSeconds, HealthCheckBounds.TimeoutSeconds, problems),
            Number("rise", asked.Rise, HealthCheckBounds.UsualRise, HealthCheckBounds.InARow, problems),
            Number("fall", asked.Fall, HealthCheckBounds.UsualFall, HealthCheckBounds.InARow, problems),
            asked.KeepAll ?? true);
        return problems.Count == before ? check : null;
    }

    private static HealthCheckKind Kind(string? asked, List<FieldProblem> problems)
    {
        switch (asked)
        {
            case "tcp": return HealthCheckKind.Tcp;
            case "http": return HealthCheckKind.Http;
            case "https": return HealthCheckKind.Https;
            case "command": return HealthCheckKind.Command;
            default:
                problems.Add(new($"{Field}kind", asked is null ? "A check is of a kind." : $"{Quoted.Text(asked)} is no kind of check.",
                    "Use tcp, http, https or command; none for no check."));
                return HealthCheckKind.Tcp;
        }
    }

    private static void CheckPath(string? path, bool isHttp, List<FieldProblem> problems)
    {
        if (path is null) return;
        if (!isHttp) problems.Add(new($"{Field}path", "Only HTTP asks for a path.", "Leave it out, or use the kind http or https."));
        else if (!HealthCheckBounds.IsPath(path))
            problems.Add(new($"{Field}path", $"{Quoted.Text(path)} is no path: it begins with '/', and has up to {HealthCheckBounds.PathLength} characters of ASCII, "
                + "none of them a space or '#'.", "Give one such as /healthz."));
    }

    private static void CheckProgram(string? program, HealthCheckKind kind, List<FieldProblem> problems)
    {
        if (kind == HealthCheckKind.Command ? HealthCheckBounds.IsProgram(program) : program is null) return;
        problems.Add(kind != HealthCheckKind.Command
            ? new($"{Field}program", "Only a command has a program.", "Leave it out, or use the kind command.")
            : new($"{Field}program", program is null ? "A command is a program of the hosts." : $"{Quoted.Text(program)} is no name of a program: it is "
                + $"1 to {HealthCheckBounds.ProgramLength} letters, digits, '.', '_' or '-', the first a letter or digit.",
                "Give the name of one that the hosts have in /etc/cloudnet/checks."));
    }

    private static int Number(string name, int? asked, int usual, int most, List<FieldProblem> problems)
    {
        if (asked is not null && (asked < 1 || asked > most))
            problems.Add(new($"{Field}{name}", $"It is 1 to {most}; {asked} was given.", "Use one in these bounds."));
        return asked ?? usual;
    }
}
