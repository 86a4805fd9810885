"""The map of the house: every route, in one place."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from nearward.web.asks import space
from nearward.web.asks import views as asks
from nearward.web.babylog import views as babylog
from nearward.web.checkins import views as checkins
from nearward.web.desk import notes
from nearward.web.desk import views as desk
from nearward.web.expecting import views as expecting
from nearward.web.export import views as export
from nearward.web.feed import views as feed
from nearward.web.grants import views as grants
from nearward.web.help import offline
from nearward.web.help import views as help_
from nearward.web.holding import adding, talking
from nearward.web.holding import views as holding
from nearward.web.keeping import views as keeping
from nearward.web.mine import normal
from nearward.web.mine import views as mine
from nearward.web.nights import basis_views as nights_basis
from nearward.web.nights import views as nights
from nearward.web.notify import views as notify
from nearward.web.own import views as own
from nearward.web.people.views import family, join, mine_lock, you
from nearward.web.people.views.accounts import at_home
from nearward.web.reflection import views as reflection
from nearward.web.relief import views as relief
from nearward.web.repair import views as repair
from nearward.web.review import views as review
from nearward.web.screening import views as screening
from nearward.web.today import night_screen
from nearward.web.today import views as today
from nearward.web.together import views as together
from nearward.web.ui import install
from nearward.web.ui import views as ui
from nearward.web.us import views as us
from nearward.web.week import views as week
from nearward.web.words import views as words

urlpatterns = [
    path("", today.today, name="today"),
    path("now/", relief.relief_page, name="relief"),
    path("now/take/", relief.take_over, name="take_over"),
    path("now/all-right/", relief.all_right, name="all_right"),
    # Nights
    path("nights/", nights.nights, name="nights"),
    path("nights/now/", night_screen.night_now, name="night_now"),
    path("nights/now/tap/", night_screen.tap, name="night_tap"),
    path("nights/now/line/", night_screen.leave_line, name="leave_line"),
    path("nights/plan/", nights.propose, name="plan_nights"),
    path("nights/first/", nights_basis.first_plan, name="first_plan"),
    path("nights/early-sleep/", nights.early_sleep, name="early_sleep"),
    path("nights/hours/", nights_basis.hours, name="hours"),
    path("nights/feeding/", nights_basis.feeding, name="feeding"),
    path("nights/helpers/<uuid:place_id>/", nights_basis.helper_hours, name="helper_hours"),
    path("nights/slept/", nights.slept, name="slept"),
    path("nights/sleep/", nights.give_sleep, name="give_sleep"),
    path("nights/<uuid:night_id>/", nights.night, name="night"),
    path("nights/<uuid:night_id>/answer/", nights.answer_night, name="answer_night"),
    # Check-ins
    path("check-in/", checkins.check_in, name="check_in"),
    path("check-in/event/", checkins.event, name="event"),
    path("mine/", mine.mine, name="mine"),
    path("mine/normal/", normal.normal, name="normal"),
    path("mine/by-myself/", mine.by_myself, name="by_myself"),
    path("mine/stress/", mine.stress, name="stress"),
    path("mine/words/", words.words, name="words"),
    path("mine/stress/show/", mine.show, name="show_stress"),
    path("mine/stress/take-back/", mine.take_back, name="take_back_stress"),
    # Reflection
    path("mine/reflection/", reflection.reflection, name="reflection"),
    path("mine/reflection/situations/", reflection.situations, name="situations"),
    path("mine/reflection/learned/", reflection.learned, name="learned"),
    path("mine/reflection/show/", reflection.show, name="show_sentence"),
    path("mine/reflection/take-back/", reflection.take_back, name="take_back_sentence"),
    # What I keep
    path("mine/own/", own.own, name="own"),
    path("mine/own/<str:place>/", own.place, name="own_place"),
    path("us/own-time/", own.ask_for, name="ask_own_time"),
    path("us/own-time/<uuid:time_id>/", own.time, name="own_time"),
    path("mine/check-ins/<uuid:checkin_id>/", checkins.correct, name="correct_checkin"),
    path("mine/check-ins/<uuid:checkin_id>/delete/", checkins.delete, name="delete_checkin"),
    path("mine/review/<str:week>/", review.write, name="write_review"),
    path("mine/repair/<uuid:repair_id>/<str:step>/", repair.step, name="repair_step"),
    path("mine/expecting/", expecting.side, name="expect"),
    path("mine/expecting/pattern/", expecting.pattern, name="expect_pattern"),
    # Screening
    path("mine/screening/", screening.screenings, name="screenings"),
    path("mine/screening/results/", screening.results, name="screening_results"),
    path("mine/screening/results/<uuid:result_id>/", screening.screening_result, name="screening_result"),
    path("mine/screening/results/<uuid:result_id>/forget/", screening.forget_result, name="forget_result"),
    path("mine/screening/trusted/", screening.trusted, name="trusted"),
    path("mine/screening/<str:form>/", screening.screen, name="screen"),
    # A counselor
    path("mine/counselor/", grants.counselors, name="counselors"),
    path("mine/counselor/link/", grants.invite_counselor, name="invite_counselor"),
    path("mine/counselor/end/", grants.end_counsels, name="end_counsels"),
    path("mine/counselor/homework/<uuid:homework_id>/away/", grants.put_away, name="put_away_homework"),
    path("mine/counselor/<uuid:counsel_id>/", grants.counselor, name="counselor"),
    path("mine/counselor/<uuid:counsel_id>/end/", grants.end_counsel, name="end_counsel"),
    path("family/counselor/", grants.counselor_shown, name="counselor_shown"),
    # The desk
    path("desk/", desk.desk, name="desk"),
    path("desk/in/<str:link>/", desk.let_in, name="let_in"),
    path("desk/notes/", notes.notes, name="desk_notes"),
    path("desk/notes/start/", notes.start, name="start_note"),
    path("desk/notes/<uuid:note_id>/", notes.note, name="desk_note"),
    path("desk/notes/<uuid:note_id>/delete/", notes.delete, name="delete_note"),
    path("desk/families/<uuid:family_id>/", desk.both, name="desk_both"),
    path("desk/families/<uuid:family_id>/summary.pdf", desk.paper_of_both, name="paper_of_both"),
    path("desk/families/<uuid:family_id>/offer/", desk.offer_both, name="offer_both"),
    path("desk/families/<uuid:family_id>/rest/", desk.rest, name="rest_family"),
    path("desk/homework/<uuid:homework_id>/take-back/", desk.take_back_offer, name="take_back_offer"),
    path("desk/<uuid:counsel_id>/", desk.person, name="desk_person"),
    path("desk/<uuid:counsel_id>/summary.pdf", desk.person_paper, name="person_paper"),
    path("desk/<uuid:counsel_id>/offer/", desk.offer, name="offer_person"),
    path("desk/<uuid:counsel_id>/note/", notes.start, name="start_note_about"),
    # Everything of one's own, to take along
    path("mine/export/", export.export, name="export"),
    # The lock of Mine
    path("mine/open/", mine_lock.open_mine, name="open_mine"),
    path("mine/close/", mine_lock.close_mine, name="close_mine"),
    path("mine/pin/", mine_lock.pin, name="pin"),
    # Asks and hand-overs
    path("ask/", asks.ask, name="ask"),
    path("asks/<uuid:ask_id>/", asks.read_ask, name="read_ask"),
    path("asks/<uuid:ask_id>/answer/", asks.answer, name="answer"),
    path("asks/<uuid:ask_id>/end/", asks.end_ask, name="end_ask"),
    path("give/", asks.give, name="give"),
    path("give/here/", asks.say_here, name="say_here"),
    path("give/<uuid:given_id>/end/", asks.end_given, name="end_given"),
    # Holding
    path("holding/", holding.holding, name="holding"),
    path("holding/add/", adding.add, name="hold_more"),
    path("holding/start/", adding.start, name="start_holding"),
    path("holding/put-away/", adding.put_away, name="put_away"),
    path("holding/not-this-week/", holding.not_this_week, name="not_this_week"),
    path("holding/offers/<uuid:offer_id>/answer/", holding.answer, name="answer_offer"),
    path("holding/talk/", talking.talks, name="talks"),
    path("holding/talk/<str:labor>/", talking.talk, name="talk"),
    path("holding/<uuid:item_id>/said/", talking.say_of_item, name="say_of_item"),
    path("holding/<uuid:item_id>/", holding.item, name="held_item"),
    path("holding/<uuid:item_id>/take/", holding.take, name="take_item"),
    path("holding/<uuid:item_id>/let-go/", holding.let_go, name="let_go"),
    path("holding/<uuid:item_id>/offer/", holding.offer, name="offer_item"),
    path("holding/<uuid:item_id>/plan/", holding.say_plan, name="say_plan"),
    path("holding/<uuid:item_id>/agree/", holding.agree, name="agree_standard"),
    path("holding/<uuid:item_id>/change/", holding.change, name="change_item"),
    path("holding/<uuid:item_id>/end/", adding.end, name="end_item"),
    # Us
    path("us/", us.us, name="us"),
    path("us/space/", space.space, name="space"),
    path("us/space/back/", space.first_sentences, name="first_sentences"),
    path("us/space/<uuid:space_id>/back/", space.come_back, name="come_back"),
    path("us/space/<uuid:taken_id>/take/", space.take_baby, name="take_baby"),
    path("us/space/<uuid:space_id>/later/", space.later, name="later"),
    path("us/cycle/", us.cycle, name="cycle"),
    path("us/four/", us.four, name="four"),
    # The week ahead
    path("us/week/", week.week, name="week"),
    path("us/week/propose/", week.propose, name="propose_week"),
    path("us/week/nights/", week.agree_to_nights, name="agree_to_nights"),
    path("us/week/parts/<uuid:part_id>/", week.answer_part, name="answer_part"),
    # The weekly review
    path("us/review/", review.reviews, name="reviews"),
    path("us/review/<str:week>/", review.review, name="review"),
    path("us/review/<str:week>/change/", review.change, name="change_review"),
    # Repair
    path("us/repair/", repair.repairs, name="repairs"),
    path("us/repair/start/", repair.start, name="start_repair"),
    path("us/repair/<uuid:repair_id>/", repair.repair, name="repair"),
    path("us/repair/<uuid:repair_id>/leave/", repair.leave, name="leave_repair"),
    # Expecting
    path("us/expecting/", expecting.expecting, name="expecting"),
    path("us/expecting/night/", expecting.rehearsal, name="rehearsal"),
    path("us/expecting/agreements/", expecting.agreements, name="expecting_agreements"),
    # Time together
    path("us/together/", together.together, name="together"),
    path("us/together/<uuid:thing_id>/", together.answer, name="answer_together"),
    # The baby's log
    path("log/", babylog.bring_in, name="bring_in_log"),
    path("log/previews/<uuid:preview_id>/", babylog.preview, name="preview_log"),
    path("log/imports/<uuid:import_id>/", babylog.read_import, name="read_import"),
    path("log/imports/<uuid:import_id>/left-out.csv", babylog.left_out, name="left_out_rows"),
    path("log/imports/<uuid:import_id>/undo/", babylog.undo, name="undo_import"),
    # Family
    path("family/", family.family, name="family"),
    path("family/clock/", family.clock, name="family_clock"),
    path("family/invite/<str:kind>/", family.invite, name="invite"),
    path("family/invites/<uuid:invite_id>/revoke/", family.revoke_invite, name="revoke_invite"),
    path("family/helpers/<uuid:place_id>/end/", family.end_helper, name="end_helper"),
    path("family/children/add/", family.add_child, name="add_child"),
    path("family/children/<uuid:child_id>/", family.child, name="child"),
    path("family/children/<uuid:child_id>/lost/", family.lost, name="lost"),
    path("family/lost/", family.loss, name="loss"),
    # Getting in, and one's own account
    path("join/<str:token>/", join.join, name="join"),
    path("demo/<str:token>/", join.by_link, name="sign_in_by_link"),
    path("welcome/", join.no_family, name="no_family"),
    path("you/", you.you, name="you"),
    path("you/phone/", notify.this_phone, name="this_phone"),
    path("you/devices/", you.devices, name="devices"),
    path("you/families/<uuid:home_id>/", you.switch_family, name="switch_family"),
    path("you/calendar/", feed.calendar, name="calendar"),
    path("calendar/<str:secret>.ics", feed.calendar_feed, name="calendar_feed"),
    path("you/leave/", keeping.leaving, name="leaving"),
    path("you/erase/", keeping.erase, name="erase"),
    path("sign-in/", at_home(account.login), name="account_login"),
    path("sign-in/passkey/", at_home(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-in/second/", at_home(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/again/", at_home(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", at_home(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("sign-in/again/passkey/", at_home(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("sign-in/lost/", you.recover, name="recover"),
    path("sign-out/", at_home(account.logout), name="account_logout"),
    path("you/passphrase/", at_home(account.password_change), name="account_change_password"),
    path("you/keys/", at_home(mfa.index), name="mfa_index"),
    path("you/keys/passkeys/", at_home(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("you/keys/passkeys/add/", at_home(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("you/keys/passkeys/<int:pk>/remove/", at_home(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("you/keys/passkeys/<int:pk>/edit/", at_home(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("you/keys/app/", at_home(totp.activate_totp), name="mfa_activate_totp"),
    path("you/keys/app/remove/", at_home(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("you/keys/codes/", at_home(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("you/keys/codes/make/", at_home(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("you/keys/codes/download/", at_home(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    # The house
    path("help/", help_.help_page, name="help"),
    path("help/safety-at-home/", help_.safety, name="safety"),
    path("help/counselor/", help_.find_counselor, name="find_counselor"),
    path("help/offline/", offline.help_offline, name="help_offline"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("manifest.webmanifest", install.manifest, name="manifest"),
    path("robots.txt", install.robots, name="robots"),
    path("theme/", ui.theme, name="theme"),
    path("parts/", ui.parts, name="parts"),
]

handler400 = "nearward.web.ui.plain_pages.bad_request"
handler500 = "nearward.web.ui.views.failed"
