from datetime import timedelta
from forum.kernel.db import writing
from forum.threads import actions
from forum.kernel.written import write_up

def test_smoke(ada, ben, dev, parking, deliver, app):
    with writing():
        t = actions.ask(by=ada.member, topic=parking, title="My permit is lost", body=write_up("Where?"))
        tid=t.id
    with writing():
        from forum.threads.queries import visible_thread, visible_answer
        a = actions.answer_thread(visible_thread(tid,to=ben.member,lock=True), by=ben.member, body=write_up("At the *desk*.")); aid=a.id
    with writing():
        actions.accept_answer(visible_answer(aid,to=ada.member,lock=True), by=ada.member)
    deliver()
    for p,u in [(ada,"/me"),(ben,"/me"),(ben,"/me/where"),(ada,"/me/where"),(ben,"/members/Ben%20Hallam"),(dev,"/members/dev patel"),(ben,"/me/notifications"),(ben,"/me/answers"),(ben,"/me/notices"),(ada,"/me/questions"),(ada,"/me/follows")]:
        r=p.get(u); print(u, r.status_code)
        open("/tmp/out_"+u.strip("/").replace("/","_")+str(p.member_id)+".html","wb").write(r.data)
    print(ben.api("GET","/me").json); print(ben.api("GET","/members/ben hallam").json)
    import glob
    for f in glob.glob(str(app.config["FOLKMOOT"].HOME)+"/mail/*.eml"): print(open(f).read())
