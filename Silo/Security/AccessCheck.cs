using Microsoft.AspNetCore.Authorization;

namespace Jifen.Silo.Security;

/// <summary>
/// The one place that decides whether a caller may use an endpoint. A player reaches only paths whose <see cref="MemberRoute"/> is
/// its own id, or that name no member: there it acts for itself. A person's role is the one the account has now, not when a session began.
/// </summary>
internal sealed class AccessCheck(StaffAccounts staff) : AuthorizationHandler<AccessRequirement>
{
    /// <summary>Name of the route value that holds a member's id.</summary>
    public const string MemberRoute = "memberId";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (requirement.Strangers || (context.User is CallerPrincipal caller && IsAllowed(caller, requirement, context.Resource as HttpContext)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private bool IsAllowed(CallerPrincipal caller, AccessRequirement requirement, HttpContext? request) => caller switch
    {
        { StaffMember: not null } => StaffCookie.Current(staff, caller)?.Role.ScopesOf().Contains(requirement.Scope) is true,
        _ when requirement.Persons => false,
        { IsPlayer: true } => requirement.Players && request is not null && IsOwn(caller, request.Request.RouteValues[MemberRoute]),
        _ => caller.Has(requirement.Scope),
    };

    private static bool IsOwn(CallerPrincipal player, object? memberInPath) =>
        memberInPath is null || string.Equals(memberInPath as string, player.MemberId, StringComparison.Ordinal);
}
